import { normalizeEmail } from "../../../../modules/support/rules/intake"
import { OpenLinkPage } from "../../../../pages/tickets/open-link"
import { readLinkClaim, requestLink } from "../../../../workflows/support/lib/request-link"
import { hostedForm, type Hosted } from "../../hosted"
import { readHostedForm, type HostedForm } from "../../read-hosted-form"
import { showEnded, visitorOfForm } from "../visit"

/**
 * Has a new private link mailed: to who visits, to who has an old link, or to who knows the address and the number of a
 * request. What is said does not depend on whether there is one.
 */
export const POST = hostedForm(async (hosted) => {
  const form = await readHostedForm(hosted.req)
  if (form.has("form_token")) {
    await mailVisitor(hosted, form)
    return
  }
  const values = { email: form.get("email"), number: form.get("number") }
  const claim = readLinkClaim(form.has("token") ? { token: form.get("token") } : values)
  if (!claim && !form.has("token")) {
    const email = normalizeEmail(values.email) === null ? ["email" as const] : []
    // A number that no request can have is as wrong as none.
    const number = readLinkClaim({ ...values, email: "anybody@example.com" }) === null ? ["number" as const] : []
    hosted.show(400, OpenLinkPage, { asked: { values, wrong: [...email, ...number] } })
    return
  }
  await requestLink(hosted.req.scope, claim, hosted.ip)
  hosted.lead("/t?other=1&link=1")
})

async function mailVisitor(hosted: Hosted, form: HostedForm): Promise<void> {
  const visitor = await visitorOfForm(hosted, form.get("form_token"))
  if (!visitor) {
    return
  }
  const ticket = await hosted.support.readAsVisitor(visitor)
  if (!ticket) {
    showEnded(hosted)
    return
  }
  await requestLink(hosted.req.scope, readLinkClaim({ email: visitor.email, number: ticket.number }), hosted.ip)
  hosted.lead("/t?link=1#done")
}

export { backToThread as GET } from "../back-to-thread"

import { normalizeEmail } from "../../../../modules/support/rules/intake"
import { DoorPage } from "../../../../pages/portal/door"
import { PlainPage } from "../../../../pages/tickets/plain"
import { admitPortalRequest, requestPortalLink } from "../../../../workflows/portal/lib/request-link"
import { hostedForm } from "../../hosted"
import { readHostedForm } from "../../read-hosted-form"

/** "Send me my licenses." What is said does not depend on whether there are any. */
export const POST = hostedForm(async ({ req, res, ip, language, show, lead }) => {
  const typed = (await readHostedForm(req)).get("email")
  const email = normalizeEmail(typed)
  const wait = await admitPortalRequest(req.scope, ip)
  if (wait !== null) {
    res.setHeader("Retry-After", String(wait))
    show(429, PlainPage, { says: "limited", back: "/portal" })
  } else if (email === null) {
    show(400, DoorPage, { wrong_email: typed })
  } else {
    requestPortalLink(req.scope, res, { email: email.key, locale: language })
    lead("/portal?sent=1")
  }
}, "/portal")

export { backToPortal as GET } from "../back-to-portal"

import { closeAsVisitor } from "../../../../workflows/support/lib/visitor-desk"
import { hostedForm } from "../../hosted"
import { readHostedForm } from "../../read-hosted-form"
import { visitorOfForm } from "../visit"

/** The customer's question is solved. */
export const POST = hostedForm(async (hosted) => {
  const form = await readHostedForm(hosted.req)
  const visitor = await visitorOfForm(hosted, form.get("form_token"))
  if (visitor) {
    await closeAsVisitor(hosted.req.scope, visitor)
    hosted.lead("/t?closed=1#done")
  }
})

export { backToThread as GET } from "../back-to-thread"

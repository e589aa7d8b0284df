import { actorOf } from "../../../../workflows/portal/lib/owner"
import { admitReminders } from "../../../../workflows/reminders/lib/admit-reminders"
import { setRemindersWorkflow } from "../../../../workflows/reminders/workflows/set-reminders"
import { hostedForm } from "../../hosted"
import { readHostedForm } from "../../read-hosted-form"
import { showLicenses } from "../show-licenses"
import { ownerOf, visitorOfForm } from "../visit"

/** "No more reminders", and back: for all licenses of the address. Doing it twice is fine. */
export const POST = hostedForm(async (hosted) => {
  const { req, res, lead } = hosted
  const form = await readHostedForm(req)
  const visitor = await visitorOfForm(hosted, form)
  if (!visitor) {
    return
  }
  const wanted = form.get("wanted") === "yes"
  const wait = await admitReminders(req.scope, visitor.email, wanted)
  if (wait !== null) {
    res.setHeader("Retry-After", String(wait))
    await showLicenses(hosted, visitor, { page: 1, status: 429, limited: "reminders" })
    return
  }
  const input = { email: visitor.email, wanted, actor: actorOf(ownerOf(visitor)) }
  await setRemindersWorkflow(req.scope).run({ input })
  lead(`/portal?${wanted ? "reminded" : "silenced"}=1`)
}, "/portal")

export { backToPortal as GET } from "../back-to-portal"

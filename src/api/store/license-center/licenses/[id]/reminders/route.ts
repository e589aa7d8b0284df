import { actorOf } from "../../../../../../workflows/portal/lib/owner"
import { admitReminders } from "../../../../../../workflows/reminders/lib/admit-reminders"
import { RemindersRequest } from "../../../../../../workflows/reminders/lib/reminders-request"
import { setRemindersWorkflow } from "../../../../../../workflows/reminders/workflows/set-reminders"
import { ownerRoute, provedLicense } from "../../../owner-route"
import { refuseInvalid, refuseLimited } from "../../../tickets/visitor-route"

/** Ends the reminders of the address that the license was sold to, or brings them back. Doing it twice is fine. */
export const POST = ownerRoute(async (req, res, owner) => {
  const license = await provedLicense(req, res, owner)
  if (!license) {
    return
  }
  const body = RemindersRequest.safeParse(req.body ?? {})
  if (!body.success) {
    refuseInvalid(
      res,
      body.error.issues.map(({ path, message }) => ({ field: path.join("."), message }))
    )
    return
  }
  const { enabled } = body.data
  const wait = await admitReminders(req.scope, license.email, enabled)
  if (wait !== null) {
    refuseLimited(res, wait)
    return
  }
  const input = { email: license.email, wanted: enabled, actor: actorOf(owner) }
  await setRemindersWorkflow(req.scope).run({ input })
  res.json({ reminders: { enabled } })
})

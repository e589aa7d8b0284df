import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../../../modules/licensing"
import type LicensingModuleService from "../../../../../../modules/licensing/service"

/** Which reminders of a license were sent, or skipped and why, and which are still to come; latest first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const { id, email } = await licensing.retrieveLicenseSummary(req.params.id!)
  const { ledger, unsubscribes } = licensing.reminders
  const [reminders, unsubscribed] = await Promise.all([ledger.of(id, new Date()), unsubscribes.has(email)])
  res.json({ reminders, unsubscribed })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../../../modules/licensing"
import type LicensingModuleService from "../../../../../../modules/licensing/service"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"

/**
 * The key in clear, once the audit trail says who asked and why. Not a workflow, on purpose: a workflow's output may be
 * stored, and a key never is.
 */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const key = await licensing.revealKey(req.params.id!, operator(req), req.validatedBody.reason)
  res.setHeader("Cache-Control", "no-store")
  res.json({ key })
}

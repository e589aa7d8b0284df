import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeLicenseStatusWorkflow } from "../../../../../../workflows/licenses/workflows/change-license-status"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"
import { readLicense } from "../../read-license"

/** Ends the license for good (an operator can still reinstate it). The customer is told by mail. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  await changeLicenseStatusWorkflow(req.scope).run({
    input: { id, action: "revoke", reason: req.validatedBody.reason, actor: operator(req) },
  })
  res.json({ license: await readLicense(req.scope, id) })
}

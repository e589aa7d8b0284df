import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeLicenseStatusWorkflow } from "../../../../../../workflows/licenses/workflows/change-license-status"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"
import { readLicense } from "../../read-license"

/** Brings a suspended or revoked license back. A revoked one's key is mailed again. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  await changeLicenseStatusWorkflow(req.scope).run({
    input: { id, action: "reinstate", reason: req.validatedBody.reason, actor: operator(req) },
  })
  res.json({ license: await readLicense(req.scope, id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { releaseSeatWorkflow } from "../../../../../../../../workflows/licenses/workflows/release-seat"
import { operator } from "../../../../../actor"
import type { Reason } from "../../../../../validators"
import { readLicense } from "../../../../read-license"

/** Frees the seat of a device that its owner cannot reach any more. Doing it twice is fine. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const license_id = req.params.id!
  await releaseSeatWorkflow(req.scope).run({
    input: {
      license_id,
      activation_id: req.params.activation_id!,
      reason: req.validatedBody.reason,
      actor: operator(req),
    },
  })
  res.json({ license: await readLicense(req.scope, license_id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { allowRebindWorkflow } from "../../../../../../workflows/licenses/workflows/allow-rebind"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"
import { readLicense } from "../../read-license"

/** The software may move its seat once more. While a move is left, this changes nothing. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  await allowRebindWorkflow(req.scope).run({ input: { id, reason: req.validatedBody.reason, actor: operator(req) } })
  res.json({ license: await readLicense(req.scope, id) })
}

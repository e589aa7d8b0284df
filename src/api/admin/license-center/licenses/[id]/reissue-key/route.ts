import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reissueKeyWorkflow } from "../../../../../../workflows/licenses/workflows/reissue-key"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"
import { readLicense } from "../../read-license"

/** The license gets another key, which is mailed; the old one works no more. Doing it twice makes two keys. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  await reissueKeyWorkflow(req.scope).run({ input: { id, reason: req.validatedBody.reason, actor: operator(req) } })
  res.json({ license: await readLicense(req.scope, id) })
}

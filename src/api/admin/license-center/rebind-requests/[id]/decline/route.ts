import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decideRebindWorkflow } from "../../../../../../workflows/moves/workflows/decide-rebind"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"
import { readRebindRequest } from "../../read-requests"

/** The device gets no seat. The owner is mailed, with the reason. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  await decideRebindWorkflow(req.scope).run({
    input: { what: "decide", id, approve: false, reason: req.validatedBody.reason, actor: operator(req) },
  })
  res.json({ rebind_request: await readRebindRequest(req.scope, id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { declineRefundWorkflow } from "../../../../../../workflows/refunds/workflows/decline-refund"
import { operator } from "../../../actor"
import { typedMessage } from "../../../tickets/typed"
import { readRequest } from "../../read-request"
import type { DeclineRefund } from "../../validators"

/** The customer reads the reason in a mail. */
export const POST = async (req: AuthenticatedMedusaRequest<DeclineRefund>, res: MedusaResponse) => {
  const id = req.params.id!
  const { text } = typedMessage(req.validatedBody.reason)
  await declineRefundWorkflow(req.scope).run({ input: { id, reason: text, actor: operator(req) } })
  res.json({ refund_request: await readRequest(req.scope, id) })
}

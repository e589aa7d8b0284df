import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refundOrderWorkflow } from "../../../../../../workflows/refunds/workflows/approve-refund"
import { operator } from "../../../actor"
import type { RefundOrder } from "../../../refund-requests/validators"
import { readRequest } from "../../../refund-requests/read-request"
import { typedReason } from "../../../tickets/typed"

/** An operator pays back without having been asked; against the verdict with a reason only. */
export const POST = async (req: AuthenticatedMedusaRequest<RefundOrder>, res: MedusaResponse) => {
  const { units, amount, reason } = req.validatedBody
  const { result } = await refundOrderWorkflow(req.scope).run({
    input: {
      order_id: req.params.order_id!,
      units: units ?? null,
      amount: amount ?? null,
      note: typedReason(reason),
      actor: operator(req),
    },
  })
  res.json({ refund_request: await readRequest(req.scope, result.id) })
}

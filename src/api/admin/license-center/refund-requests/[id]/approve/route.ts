import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { approveRefundWorkflow } from "../../../../../../workflows/refunds/workflows/approve-refund"
import { operator } from "../../../actor"
import { typedReason } from "../../../tickets/typed"
import { readRequest } from "../../read-request"
import type { ApproveRefund } from "../../validators"

/** Pays back what was asked for; again, what was approved and could not be paid. */
export const POST = async (req: AuthenticatedMedusaRequest<ApproveRefund>, res: MedusaResponse) => {
  const id = req.params.id!
  const { units, amount, note } = req.validatedBody
  await approveRefundWorkflow(req.scope).run({
    input: { id, units: units ?? null, amount: amount ?? null, note: typedReason(note), actor: operator(req) },
  })
  res.json({ refund_request: await readRequest(req.scope, id) })
}

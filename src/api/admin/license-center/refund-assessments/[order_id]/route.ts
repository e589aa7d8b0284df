import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { assessRefundWorkflow } from "../../../../../workflows/refunds/workflows/assess-refund"
import type { AssessRefund } from "../../refund-requests/validators"
import { readAssessment } from "../read-assessment"

/** What the rules say of refunding the order now, and the requests about it. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json(await readAssessment(req.scope, req.params.order_id!))
}

/** The same for chosen units, and kept. */
export const POST = async (req: AuthenticatedMedusaRequest<AssessRefund>, res: MedusaResponse) => {
  const order_id = req.params.order_id!
  const units = req.validatedBody.units ?? null
  await assessRefundWorkflow(req.scope).run({ input: { order_id, units, asked_by: "operator" } })
  res.json(await readAssessment(req.scope, order_id, units))
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import type RefundsModuleService from "../../../../modules/refunds/service"
import type { ListRefundRequests } from "./validators"

/** Who asked for money back, latest first. `?status=open` is what waits for a decision. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order_id, status } = req.validatedQuery as ListRefundRequests
  const { requests } = req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [refund_requests, count] = await requests.list({ order_id, status }, { limit, offset })
  res.json({ refund_requests, count, offset, limit })
}

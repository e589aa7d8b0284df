import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { REFUNDS_MODULE } from "../../../../../../modules/refunds"
import type RefundsModuleService from "../../../../../../modules/refunds/service"
import { orderOf } from "../../find-order"

/** More than any order has. */
const MOST = 100

/** What the payment provider told of an order's payments: disputes, warnings of fraud, refunds, and the events themselves. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const order_id = await orderOf(req)
  const { reader, events } = req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE).payments
  const [[disputes], warnings, external_refunds, told] = await Promise.all([
    reader.disputes({ order_id }, { limit: MOST, offset: 0 }),
    reader.warnings(order_id),
    reader.refunds(order_id),
    events.ofOrder(order_id, MOST),
  ])
  res.json({ disputes, warnings, external_refunds, events: told })
}

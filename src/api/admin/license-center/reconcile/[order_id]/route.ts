import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { reconcileOrderWorkflow } from "../../../../../workflows/orders/workflows/reconcile-order"
import { operator } from "../../actor"

/** Brings an order's licenses to what it deserves now, and says what that took: license ids by what happened to them. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const order_id = req.params.order_id!
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ["id"], filters: { id: order_id } })
  if (!data.length) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} was not found`)
  }
  const { result } = await reconcileOrderWorkflow(req.scope).run({ input: { order_id, actor: operator(req) } })
  res.json(result)
}

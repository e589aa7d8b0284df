import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reconcileOrderWorkflow } from "../../../../../../workflows/orders/workflows/reconcile-order"
import { operator } from "../../../actor"
import { orderOf } from "../../../orders/find-order"
import type { ApplyUpgrade } from "../../validators"

/** Applies a paid upgrade whose price is not its license's any more. It is in force afterwards however often it is asked. */
export const POST = async (req: AuthenticatedMedusaRequest<ApplyUpgrade>, res: MedusaResponse) => {
  const input = {
    order_id: await orderOf(req),
    actor: operator(req),
    accept_upgrades: [req.validatedBody.line_item_id],
  }
  const { result } = await reconcileOrderWorkflow(req.scope).run({ input })
  res.json(result)
}

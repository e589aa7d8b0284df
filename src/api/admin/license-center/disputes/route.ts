import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import type RefundsModuleService from "../../../../modules/refunds/service"
import type { ListDisputes } from "./validators"

type Order = { id: string; display_id: number | null; email: string | null }

/** Disputes of the store's orders, with those first that have to be answered first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { status, limit, offset } = req.validatedQuery as ListDisputes
  const { payments } = req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [disputes, count] = await payments.reader.disputes({ status }, { limit, offset })
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "email"],
    filters: { id: [...new Set(disputes.map(({ order_id }) => order_id))] },
  })
  const orders = new Map((data as unknown as Order[]).map((order) => [order.id, order]))
  const rows = disputes.map((dispute) => {
    const order = orders.get(dispute.order_id)
    return { ...dispute, order_display_id: order?.display_id ?? null, email: order?.email ?? null }
  })
  res.json({ disputes: rows, count, offset, limit })
}

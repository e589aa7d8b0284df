import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { KeptWithdrawal } from "../../../modules/refunds/services/withdrawals"
import { normalizeEmail } from "../../../modules/support/rules/intake"

/** `own`: the order of this number, when it is of the statement's address. `other`: it is of somebody else's. */
export type FoundOrder = { own: string | null; other: string | null }

/** PostgreSQL's integer, which Medusa counts orders with. */
const LARGEST_ORDER_NUMBER = 2_147_483_647

export async function findOrderOfWithdrawal(
  container: MedusaContainer,
  { order_id, order_display_id, email }: Pick<KeptWithdrawal, "order_id" | "order_display_id" | "email">
): Promise<FoundOrder> {
  if (order_id !== null) {
    return { own: order_id, other: null }
  }
  if (!/^\d+$/.test(order_display_id) || Number(order_display_id) > LARGEST_ORDER_NUMBER) {
    return { own: null, other: null }
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "email"],
    filters: { display_id: Number(order_display_id) },
  })
  const order = data[0] as { id: string; email: string | null } | undefined
  const isTheirs = order !== undefined && normalizeEmail(order.email ?? "")?.key === email
  return { own: isTheirs ? order.id : null, other: isTheirs ? null : (order?.id ?? null) }
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { appliesTo } from "../../../modules/refunds/rules/eu/applies"
import { waiverFact } from "../../../modules/refunds/rules/eu/consent"
import type { RefundFacts } from "../../../modules/refunds/rules/facts"
import type RefundsModuleService from "../../../modules/refunds/service"
import { PLACE_FIELDS, placeOf, type Placed } from "./place"

export type WithdrawalFacts = Pick<RefundFacts, "withdrawal_applies" | "waiver" | "withdrawal_declared_at">

/** What the rules of refunds have to know about an order's right of withdrawal. An unknown order has none. */
export async function readWithdrawalFacts(container: MedusaContainer, order_id: string): Promise<WithdrawalFacts> {
  const { eu, waivers, withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [{ data }, waiver, withdrawal_declared_at] = await Promise.all([
    container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["id", ...PLACE_FIELDS], filters: { id: order_id } }),
    waivers.ofOrder(order_id),
    withdrawals.declaredAt(order_id),
  ])
  const order = data[0] as Placed | undefined
  return {
    withdrawal_applies: order !== undefined && appliesTo(placeOf(order), eu),
    waiver: waiverFact(waiver),
    withdrawal_declared_at,
  }
}

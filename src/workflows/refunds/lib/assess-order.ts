import type { MedusaContainer } from "@medusajs/framework/types"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { assess, type RefundAssessment } from "../../../modules/refunds/rules/assessment"
import type RefundsModuleService from "../../../modules/refunds/service"
import { amountOf } from "./amounts"
import { gatherFacts, type Gathered } from "./gather-facts"

export type AssessedOrder = Gathered & {
  assessment: RefundAssessment
  /** What the chosen units come to, and no more than there is left. */
  amount: number
}

/**
 * What the rules say of refunding an order, or units of it, now. Writes nothing.
 *
 * @param chosen ids of units; null = all that were not taken back yet
 * @returns null when there is no such order
 */
export async function assessOrder(
  container: MedusaContainer,
  order_id: string,
  chosen: readonly string[] | null
): Promise<AssessedOrder | null> {
  const gathered = await gatherFacts(container, { order_id, chosen, now: new Date() })
  if (!gathered) {
    return null
  }
  const refunds = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const assessment = assess(gathered.facts, refunds.refunds)
  return { ...gathered, assessment, amount: amountOf(gathered, assessment) }
}

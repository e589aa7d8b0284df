import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { DUST } from "../../../lib/dust"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { reasonText } from "../../../modules/refunds/rules/reason-text"
import type { Reason } from "../../../modules/refunds/rules/reasons"
import type { Unit } from "../../../modules/refunds/rules/units"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { Decision } from "../../../modules/refunds/services/requests"
import type { Actor } from "../../../lib/actor"
import { chosenUnits, rounded } from "./amounts"
import { assessOrder, type AssessedOrder } from "./assess-order"
import { chooseUnits } from "./choose-units"

export type Wish = {
  order_id: string
  /** Ids of units or of licenses; null = all that were not taken back yet. */
  units: string[] | null
  /** In the order's currency; null = what the units come to. 0 fits only an order that is canceled instead. */
  amount: number | null
  /** An operator's words; redacted. */
  note: string | null
  actor: Actor
}

/** Whatever an operator says: the money is not the store's to give. */
const NEVER = ["already_refunded", "blocked_dispute"] as const

/**
 * What an operator decides, checked against what the rules say now, which is kept.
 *
 * @throws MedusaError not_found; not_allowed when nothing can be paid; invalid_data for an amount that is too much, and
 *   without a reason when it is against the verdict
 */
export async function decide(
  container: MedusaContainer,
  wish: Wish
): Promise<{ assessed: AssessedOrder; decision: Decision }> {
  const assessed = await assessChosen(container, wish.order_id, wish.units)
  const { assessment, purchase } = assessed
  const { verdict, reasons } = assessment
  if (NEVER.some((never) => never === verdict)) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `No refund is possible: ${sentences(reasons)}`)
  }
  const overridden = verdict === "decline_window"
  if (overridden && !wish.note) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `This is against the verdict (${sentences(reasons)}): say why you refund it anyway`
    )
  }
  const voided = verdict === "void_instead"
  if (voided && wish.units && !isWhole(assessed)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Nothing was captured: only the whole order can be canceled")
  }
  if (voided && (wish.amount ?? 0) > DUST) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Nothing was captured: there is nothing to pay back")
  }
  const amount = voided ? 0 : amountFor(wish, assessed)
  const refunds = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const decision: Decision = {
    units: voided ? null : unitsFor(assessed),
    amount,
    currency_code: purchase.currency_code,
    assessment_id: await refunds.assessments.store(wish.order_id, assessment, "operator"),
    overridden,
    note: wish.note,
    actor: wish.actor,
  }
  return { assessed, decision }
}

/** Whether the chosen units are all that the order holds. */
function isWhole({ assessment, purchase, units }: AssessedOrder): boolean {
  const chosen = new Set(chosenUnits(assessment).map(({ unit_id }) => unit_id))
  const left = assessment.units.filter(({ verdict }) => verdict !== "already_refunded")
  const lines = new Set(left.map(({ unit_id }) => units.get(unit_id)?.line_item_id))
  const others = [...purchase.lines.values()].filter(({ id, quantity }) => quantity > 0 && !lines.has(id))
  return !others.length && left.every(({ unit_id }) => chosen.has(unit_id))
}

const sentences = (reasons: Reason[]) => reasons.map((reason) => reasonText(reason)).join(" ")

/** @throws MedusaError not_found; invalid_data for units that are none of the order's */
export async function assessChosen(
  container: MedusaContainer,
  order_id: string,
  names: readonly string[] | null
): Promise<AssessedOrder> {
  const all = await assessOrder(container, order_id, null)
  if (!all) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} was not found`)
  }
  const chosen = chooseUnits(all.units, names)
  return (chosen && (await assessOrder(container, order_id, chosen))) || all
}

export function unitsFor({ assessment, units }: AssessedOrder): Unit[] {
  return chosenUnits(assessment).map(({ unit_id }) => {
    const { line_item_id, unit_index } = units.get(unit_id)!
    return { line_item_id, unit_index }
  })
}

function amountFor(wish: Wish, { amount: most, purchase: { currency_code } }: AssessedOrder): number {
  if (most <= DUST) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Nothing was paid for what is chosen")
  }
  const amount = wish.amount === null ? most : rounded(wish.amount, currency_code)
  if (amount <= DUST || amount > most + DUST) {
    const currency = currency_code.toUpperCase()
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `What is chosen comes to ${most} ${currency} now: ${amount} ${currency} cannot be paid back for it`
    )
  }
  return amount
}

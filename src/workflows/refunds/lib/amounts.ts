import { defaultCurrencies } from "@medusajs/framework/utils"
import { DUST } from "../../../lib/dust"
import { sum } from "../../../lib/amounts"
import type { RefundAssessment } from "../../../modules/refunds/rules/assessment"
import type { Gathered } from "./gather-facts"

type Judged = Pick<RefundAssessment, "units">

/** Units that are asked for and that were not given back before. */
export function chosenUnits({ units }: Judged) {
  return units.filter(({ chosen, verdict }) => chosen && verdict !== "already_refunded")
}

/** What the chosen units come to, and no more than there is left of what was paid. */
export function amountOf({ units, refundable, purchase }: Gathered, judged: Judged): number {
  const amounts = chosenUnits(judged).map(({ unit_id }) => units.get(unit_id)?.amount ?? 0)
  return rounded(Math.min(sum(amounts), refundable), purchase.currency_code)
}

/** A share of a line's price may have any number of digits, and a currency has few. */
export function rounded(amount: number, currency_code: string): number {
  const factor = 10 ** (defaultCurrencies[currency_code.toUpperCase()]?.decimal_digits ?? 2)
  return Math.round(amount * factor) / factor
}

/** Whether paying this leaves nothing with the store. */
export const isAll = (amount: number, refundable: number) => amount >= refundable - DUST

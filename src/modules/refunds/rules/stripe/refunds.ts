import { byText } from "../../../../lib/by-text"
import { DUST } from "../../../../lib/dust"
import type { RefundFact, StripeFact } from "./facts"

export type ChargeRefund = Pick<RefundFact, "charge_id" | "payment_intent_id" | "currency" | "amount_refunded" | "full">

/**
 * What went back of each charge, ordered by its id. Each event says all that went back until then, so the highest figure
 * is the latest, whatever order they came in. A refund that fails at the bank afterwards lowers Stripe's figure without
 * an event of this kind; it does not lower this one.
 */
export function refundsByCharge(facts: readonly StripeFact[]): ChargeRefund[] {
  const charges = new Map<string, ChargeRefund>()
  for (const fact of facts) {
    if (fact.kind !== "refund") {
      continue
    }
    const { charge_id, currency } = fact
    const known = charges.get(charge_id)
    charges.set(charge_id, {
      charge_id,
      payment_intent_id: known?.payment_intent_id ?? fact.payment_intent_id,
      currency,
      amount_refunded: Math.max(known?.amount_refunded ?? 0, fact.amount_refunded),
      full: known?.full || fact.full,
    })
  }
  return [...charges.values()].sort((a, b) => byText(a.charge_id, b.charge_id))
}

export type KnownPayment = {
  /** `payment.data.id` */
  payment_intent_id: string
  /** In the currency's major unit, as Medusa stores both. */
  captured: number
  refunded: number
}

export type PaymentRefund = { payment_intent_id: string; refunded: number; full: boolean }

/**
 * What went back of each of an order's payments. What Medusa refunds it refunds through Stripe, so its figure is within
 * Stripe's as soon as the event is here, and before that Medusa knows more: the higher one counts, never both together.
 */
export function refundsByPayment(payments: readonly KnownPayment[], facts: readonly StripeFact[]): PaymentRefund[] {
  const charges = refundsByCharge(facts)
  return payments.map(({ payment_intent_id, captured, refunded }) => {
    // A payment intent takes money by one charge only; the others of it failed.
    const own = charges.filter((charge) => charge.payment_intent_id === payment_intent_id)
    const highest = Math.max(refunded, ...own.map(({ amount_refunded }) => amount_refunded))
    const isAll = captured > DUST && highest >= captured - DUST
    return { payment_intent_id, refunded: highest, full: isAll || own.some(({ full }) => full) }
  })
}

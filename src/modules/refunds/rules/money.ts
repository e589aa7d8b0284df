import { DUST } from "../../../lib/dust"
import type { PaymentFacts } from "./facts"

export function isPaid({ payment_status, paid }: PaymentFacts): boolean {
  return payment_status !== "none" && payment_status !== "canceled" && paid > DUST
}

export function isOnlyAuthorized({ payment_status, paid }: PaymentFacts): boolean {
  return payment_status === "authorized" && paid <= DUST
}

export function isRefundedInFull({ payment_status, paid, refunded }: PaymentFacts): boolean {
  return payment_status === "refunded" || (paid > DUST && refunded >= paid - DUST)
}

/** All of what was paid is still with the store. */
export function isKept(payment: PaymentFacts): boolean {
  const status = payment.payment_status
  return isPaid(payment) && status !== "refunded" && status !== "partially_refunded" && payment.refunded <= DUST
}

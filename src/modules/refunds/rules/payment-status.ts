import { DUST } from "../../../lib/dust"
import type { PaymentStatus } from "./facts"

export type OrderMoney = {
  /** Medusa's status of the order. */
  status: string
  /** Of payments that were not canceled, in the order's currency. */
  authorized: number
  captured: number
  refunded: number
}

/** Where the money of an order is, whatever number of payments it came by. */
export function paymentStatus({ status, authorized, captured, refunded }: OrderMoney): PaymentStatus {
  if (captured > DUST) {
    if (refunded >= captured - DUST) {
      return "refunded"
    }
    if (refunded > DUST) {
      return "partially_refunded"
    }
    return captured >= authorized - DUST ? "captured" : "partially_captured"
  }
  if (status === "canceled") {
    return "canceled"
  }
  return authorized > DUST ? "authorized" : "none"
}

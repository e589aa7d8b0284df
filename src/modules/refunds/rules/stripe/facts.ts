export const DISPUTE_STATUSES = [
  "warning_needs_response",
  "warning_under_review",
  "warning_closed",
  "needs_response",
  "under_review",
  "won",
  "lost",
  "prevented",
] as const
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number]

type About = {
  event_id: string
  /** When Stripe made the event, to the second: what it says was true then. */
  created_at: Date
  /** Null for money that was not taken by a payment intent, so not by Medusa. */
  payment_intent_id: string | null
  charge_id: string
}

export type DisputeFact = About & {
  kind: "dispute"
  dispute_id: string
  status: DisputeStatus
  reason: string
  /** What is disputed, in the currency's major unit. */
  amount: number
  currency: string
  /** Until when evidence can be handed in; null where there is nothing to answer. */
  due_by: Date | null
}

export type RefundFact = About & {
  kind: "refund"
  /** What was captured, in the currency's major unit. */
  amount: number
  /** All that went back so far, in the currency's major unit: not only what this event is about. */
  amount_refunded: number
  full: boolean
  currency: string
}

export type FraudWarningFact = About & {
  kind: "fraud_warning"
  warning_id: string
  fraud_type: string
  /** Of the charge, in the currency's major unit. Null unless Stripe sent the charge along. */
  amount: number | null
  currency: string | null
}

export type StripeFact = DisputeFact | RefundFact | FraudWarningFact
export type Ignored = { kind: "ignored"; why: string }

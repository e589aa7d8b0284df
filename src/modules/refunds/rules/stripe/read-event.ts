import type Stripe from "stripe"
import { toMajorUnit } from "./amounts"
import {
  DISPUTE_STATUSES,
  type DisputeFact,
  type FraudWarningFact,
  type Ignored,
  type RefundFact,
  type StripeFact,
} from "./facts"

type Fields = Record<string, unknown>
type About = Pick<StripeFact, "event_id" | "created_at">

/**
 * What an event of Stripe's says, of the kinds that matter to licenses. Everything else is `ignored`, and so is what
 * lacks a field: the shape follows the API version that the store's webhook was made with, not the library's types, and
 * an event that cannot be read must not end in an error that Stripe answers by sending it for days.
 *
 * @param event verified
 */
export function readEvent(event: Stripe.Event): StripeFact | Ignored {
  const { id, created, type, data } = fieldsOf(event)
  const event_id = textOf(id)
  const created_at = timeOf(created)
  if (!event_id || !created_at) {
    return ignored("the event has no id or no time")
  }
  const about = { event_id, created_at }
  const object = fieldsOf(fieldsOf(data).object)
  switch (type) {
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
      return readDispute(about, object)
    case "charge.refunded":
      return readRefund(about, object)
    case "radar.early_fraud_warning.created":
      return readFraudWarning(about, object)
    default:
      return ignored(`events of the type ${textOf(type) ?? "(none)"} say nothing about licenses`)
  }
}

function readDispute(about: About, dispute: Fields): DisputeFact | Ignored {
  const dispute_id = textOf(dispute.id)
  const charge_id = idOf(dispute.charge)
  const currency = currencyOf(dispute.currency)
  const amount = amountOf(dispute.amount)
  if (!dispute_id || !charge_id || !currency || amount === null) {
    return ignored("the dispute lacks its id, charge, currency or amount")
  }
  const status = DISPUTE_STATUSES.find((known) => known === dispute.status)
  if (!status) {
    return ignored(`disputes of the status ${textOf(dispute.status) ?? "(none)"} are not known`)
  }
  return {
    kind: "dispute",
    ...about,
    payment_intent_id: paymentIntentOf(dispute),
    charge_id,
    dispute_id,
    status,
    reason: textOf(dispute.reason) ?? "general",
    amount: toMajorUnit(amount, currency),
    currency,
    due_by: timeOf(fieldsOf(dispute.evidence_details).due_by),
  }
}

/**
 * Stripe counts as refunded what was only held on the card and then let go: all of a payment that is canceled before
 * its capture, the rest of one that is captured in part. Nobody had paid that, so it is no refund here.
 */
function readRefund(about: About, charge: Fields): RefundFact | Ignored {
  const charge_id = textOf(charge.id)
  const currency = currencyOf(charge.currency)
  const charged = amountOf(charge.amount)
  const returned = amountOf(charge.amount_refunded)
  if (!charge_id || !currency || charged === null || returned === null) {
    return ignored("the charge lacks its id, currency or amounts")
  }
  const captured = charge.captured === false ? 0 : (amountOf(charge.amount_captured) ?? charged)
  const refunded = returned - Math.max(0, charged - captured)
  if (refunded <= 0) {
    return ignored("nothing that was captured went back")
  }
  return {
    kind: "refund",
    ...about,
    payment_intent_id: paymentIntentOf(charge),
    charge_id,
    amount: toMajorUnit(captured, currency),
    amount_refunded: toMajorUnit(refunded, currency),
    full: refunded >= captured,
    currency,
  }
}

function readFraudWarning(about: About, warning: Fields): FraudWarningFact | Ignored {
  const warning_id = textOf(warning.id)
  const charge_id = idOf(warning.charge)
  if (!warning_id || !charge_id) {
    return ignored("the early fraud warning lacks its id or charge")
  }
  const charge = fieldsOf(warning.charge)
  const currency = currencyOf(charge.currency)
  const amount = amountOf(charge.amount)
  return {
    kind: "fraud_warning",
    ...about,
    payment_intent_id: paymentIntentOf(warning),
    charge_id,
    warning_id,
    fraud_type: textOf(warning.fraud_type) ?? "misc",
    amount: currency && amount !== null ? toMajorUnit(amount, currency) : null,
    currency,
  }
}

const ignored = (why: string): Ignored => ({ kind: "ignored", why })

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {})

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null)

/** Of what Stripe sends as an id, or as the object itself where somebody asked for it. */
const idOf = (value: unknown): string | null => textOf(value) ?? textOf(fieldsOf(value).id)

const paymentIntentOf = (object: Fields): string | null =>
  idOf(object.payment_intent) ?? idOf(fieldsOf(object.charge).payment_intent)

const amountOf = (value: unknown): number | null =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null

const currencyOf = (value: unknown): string | null => {
  const currency = textOf(value)?.toLowerCase() ?? ""
  return /^[a-z]{3}$/.test(currency) ? currency : null
}

/** Unix seconds; JavaScript ends at 8.64e12 of them. */
const timeOf = (value: unknown): Date | null =>
  Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= 8.64e12
    ? new Date((value as number) * 1000)
    : null

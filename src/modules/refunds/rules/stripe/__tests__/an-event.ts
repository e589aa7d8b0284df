import Stripe from "stripe"
import type { DisputeFact, FraudWarningFact, RefundFact } from "../facts"

export const SECRET = "whsec_of_a_test"
export const CREATED = 1_780_000_000

type Envelope = { id?: string; created?: number }

/** Fields of the event itself; the rest of what Stripe sends in it is left out, as nothing here reads it. */
function anEvent<Event extends Stripe.Event>(
  type: Event["type"],
  object: object,
  { id = "evt_1", created = CREATED }: Envelope = {}
): Event {
  return {
    id,
    object: "event",
    type,
    created,
    api_version: "2024-04-10",
    livemode: false,
    pending_webhooks: 1,
    request: null,
    data: { object },
  } as unknown as Event
}

type DisputeEvent =
  Stripe.ChargeDisputeCreatedEvent | Stripe.ChargeDisputeUpdatedEvent | Stripe.ChargeDisputeClosedEvent

/** A status that is newer than the library's types is a text. */
export type DisputeFields = Partial<Omit<Stripe.Dispute, "status">> & { status?: string }

export function aDisputeEvent(
  happening: "created" | "updated" | "closed",
  fields: DisputeFields = {},
  envelope?: Envelope
): Stripe.Event {
  const dispute = {
    id: "dp_1",
    object: "dispute",
    amount: 4900,
    charge: "ch_1",
    currency: "eur",
    evidence_details: { due_by: CREATED + 700_000, has_evidence: false, past_due: false, submission_count: 0 },
    payment_intent: "pi_1",
    reason: "fraudulent",
    status: "needs_response",
    ...fields,
  }
  return anEvent<DisputeEvent>(`charge.dispute.${happening}`, dispute, envelope)
}

export function aRefundEvent(fields: Partial<Stripe.Charge> = {}, envelope?: Envelope): Stripe.Event {
  const charge = {
    id: "ch_1",
    object: "charge",
    amount: 4900,
    amount_captured: 4900,
    amount_refunded: 1000,
    captured: true,
    currency: "eur",
    payment_intent: "pi_1",
    refunded: false,
    ...fields,
  }
  return anEvent<Stripe.ChargeRefundedEvent>("charge.refunded", charge, envelope)
}

export function aWarningEvent(fields: Partial<Stripe.Radar.EarlyFraudWarning> = {}, envelope?: Envelope): Stripe.Event {
  const warning = {
    id: "issfr_1",
    object: "radar.early_fraud_warning",
    actionable: true,
    charge: "ch_1",
    fraud_type: "made_with_stolen_card",
    payment_intent: "pi_1",
    ...fields,
  }
  return anEvent<Stripe.RadarEarlyFraudWarningCreatedEvent>("radar.early_fraud_warning.created", warning, envelope)
}

/** What Stripe would post: the body, and the header that it signs it with. */
export function posted(body: string, { secret = SECRET, at = Date.now() }: { secret?: string; at?: number } = {}) {
  const timestamp = Math.floor(at / 1000)
  return { body, header: Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }) }
}

const about = { event_id: "evt_1", created_at: new Date(CREATED * 1000), payment_intent_id: "pi_1", charge_id: "ch_1" }

export const aDispute = (fields: Partial<DisputeFact> = {}): DisputeFact => ({
  kind: "dispute",
  ...about,
  dispute_id: "dp_1",
  status: "needs_response",
  reason: "fraudulent",
  amount: 49,
  currency: "eur",
  due_by: null,
  ...fields,
})

export const aRefund = (fields: Partial<RefundFact> = {}): RefundFact => ({
  kind: "refund",
  ...about,
  amount: 49,
  amount_refunded: 10,
  full: false,
  currency: "eur",
  ...fields,
})

export const aWarning = (fields: Partial<FraudWarningFact> = {}): FraudWarningFact => ({
  kind: "fraud_warning",
  ...about,
  warning_id: "issfr_1",
  fraud_type: "misc",
  amount: null,
  currency: null,
  ...fields,
})

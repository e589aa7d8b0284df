import { createRequire } from "node:module"
import path from "node:path"
import type Stripe from "stripe"
import { toMajorUnit } from "../amounts"
import { readEvent } from "../read-event"
import { CREATED, aDisputeEvent, aRefundEvent, aWarningEvent, type DisputeFields } from "./an-event"

const ignored = { kind: "ignored", why: expect.any(String) }
const dispute = (fields: DisputeFields) => readEvent(aDisputeEvent("updated", fields))

describe("an event about a dispute", () => {
  it("says what is disputed, why, how it stands and until when to answer", () => {
    const fact = {
      kind: "dispute",
      event_id: "evt_1",
      created_at: new Date(CREATED * 1000),
      payment_intent_id: "pi_1",
      charge_id: "ch_1",
      dispute_id: "dp_1",
      status: "needs_response",
      reason: "fraudulent",
      amount: 49,
      currency: "eur",
      due_by: new Date((CREATED + 700_000) * 1000),
    }
    for (const happening of ["created", "updated", "closed"] as const) {
      expect(readEvent(aDisputeEvent(happening))).toEqual(fact)
    }
  })

  it("may hold charge and payment intent as ids or as objects", () => {
    const payment_intent = { id: "pi_2", object: "payment_intent" } as Stripe.PaymentIntent
    const charge = { id: "ch_2", object: "charge", payment_intent } as Stripe.Charge
    expect(dispute({ charge, payment_intent })).toMatchObject({ charge_id: "ch_2", payment_intent_id: "pi_2" })
    expect(dispute({ charge, payment_intent: null })).toMatchObject({ charge_id: "ch_2", payment_intent_id: "pi_2" })
    expect(dispute({ payment_intent: null })).toMatchObject({ charge_id: "ch_1", payment_intent_id: null })
  })

  it("may be of any status that Stripe has, also of one the library does not know", () => {
    expect(dispute({ status: "prevented" })).toMatchObject({ status: "prevented" })
    expect(dispute({ status: "warning_closed" })).toMatchObject({ status: "warning_closed" })
    expect(dispute({ status: "escalated" })).toEqual({
      kind: "ignored",
      why: "disputes of the status escalated are not known",
    })
  })

  it("need not have a day to answer by", () => {
    for (const due_by of [null, 0]) {
      const evidence_details = { due_by, has_evidence: true, past_due: false, submission_count: 1 }
      expect(dispute({ evidence_details })).toMatchObject({ due_by: null })
    }
    expect(dispute({ evidence_details: undefined })).toMatchObject({ due_by: null })
  })
})

describe("an event about a refund", () => {
  it("says how much of the charge went back so far, and whether that is all", () => {
    expect(readEvent(aRefundEvent())).toEqual({
      kind: "refund",
      event_id: "evt_1",
      created_at: new Date(CREATED * 1000),
      payment_intent_id: "pi_1",
      charge_id: "ch_1",
      amount: 49,
      amount_refunded: 10,
      full: false,
      currency: "eur",
    })
    expect(readEvent(aRefundEvent({ amount_refunded: 4900, refunded: true }))).toMatchObject({ full: true })
  })

  it("is none when money was only held and let go", () => {
    const canceled = { captured: false, amount_captured: 0, amount_refunded: 4900, refunded: true }
    expect(readEvent(aRefundEvent(canceled))).toEqual(ignored)
    expect(readEvent(aRefundEvent({ amount_captured: 3000, amount_refunded: 1900 }))).toEqual(ignored)
  })

  it("leaves out what was let go when the rest was captured", () => {
    const part = { amount_captured: 3000, amount_refunded: 2900 }
    expect(readEvent(aRefundEvent(part))).toMatchObject({ amount: 30, amount_refunded: 10, full: false })
    const all = { amount_captured: 3000, amount_refunded: 4900 }
    expect(readEvent(aRefundEvent(all))).toMatchObject({ amount_refunded: 30, full: true })
  })

  it("of an old API version does not say what was captured: then it was all", () => {
    expect(readEvent(aRefundEvent({ amount_captured: undefined }))).toMatchObject({ amount: 49, amount_refunded: 10 })
  })
})

describe("an early fraud warning", () => {
  it("says what kind of fraud, and no amount", () => {
    expect(readEvent(aWarningEvent())).toEqual({
      kind: "fraud_warning",
      event_id: "evt_1",
      created_at: new Date(CREATED * 1000),
      payment_intent_id: "pi_1",
      charge_id: "ch_1",
      warning_id: "issfr_1",
      fraud_type: "made_with_stolen_card",
      amount: null,
      currency: null,
    })
  })

  it("says the amount when it holds the charge", () => {
    const charge = {
      id: "ch_2",
      object: "charge",
      amount: 500,
      currency: "jpy",
      payment_intent: "pi_2",
    } as Stripe.Charge
    expect(readEvent(aWarningEvent({ charge, payment_intent: undefined }))).toMatchObject({
      charge_id: "ch_2",
      payment_intent_id: "pi_2",
      amount: 500,
      currency: "jpy",
    })
  })
})

describe("amounts are in the currency's major unit", () => {
  it("with two decimals, none or three", () => {
    expect(dispute({ amount: 1999, currency: "usd" })).toMatchObject({ amount: 19.99 })
    expect(dispute({ amount: 1999, currency: "jpy" })).toMatchObject({ amount: 1999 })
    expect(dispute({ amount: 1990, currency: "kwd" })).toMatchObject({ amount: 1.99 })
    expect(readEvent(aRefundEvent({ currency: "JPY" }))).toMatchObject({ amount: 4900, currency: "jpy" })
  })

  it("as Medusa's Stripe provider has it, for every currency there is", () => {
    const fromMedusa = createRequire(require.resolve("@medusajs/medusa"))
    const stripe = fromMedusa.resolve("@medusajs/payment-stripe")
    const medusas = fromMedusa(path.join(path.dirname(stripe), "utils", "get-smallest-unit.js"))
    const currencies = Intl.supportedValuesOf("currency").map((currency) => currency.toLowerCase())
    expect(currencies).toEqual(expect.arrayContaining(["eur", "jpy", "kwd", "ugx", "isk"]))
    for (const currency of currencies) {
      expect([currency, toMajorUnit(12_340, currency)]).toEqual([
        currency,
        medusas.getAmountFromSmallestUnit(12_340, currency),
      ])
    }
  })
})

describe("ignored is", () => {
  it("every other event, by its type", () => {
    for (const type of ["charge.dispute.funds_withdrawn", "payment_intent.succeeded", "charge.refund.updated"]) {
      expect(readEvent({ ...aDisputeEvent("created"), type } as Stripe.Event)).toEqual({
        kind: "ignored",
        why: expect.stringContaining(type),
      })
    }
  })

  it("an event that lacks what it is about", () => {
    const events = [aDisputeEvent("created"), aRefundEvent(), aWarningEvent()]
    for (const event of events) {
      for (const data of [undefined, null, {}, { object: null }, { object: "text" }, { object: {} }]) {
        expect(readEvent({ ...event, data } as unknown as Stripe.Event)).toEqual(ignored)
      }
      expect(readEvent({ ...event, id: "" } as Stripe.Event)).toEqual(ignored)
      for (const created of [undefined, 0, -1, 1.5, Number.NaN, 1e300]) {
        expect(readEvent({ ...event, created } as Stripe.Event)).toEqual(ignored)
      }
    }
    for (const nothing of [null, undefined, 1, "text"]) {
      expect(readEvent(nothing as unknown as Stripe.Event)).toEqual(ignored)
    }
  })

  it("an amount that is none, and a currency that is none", () => {
    for (const amount of [-1, 1.5, "4900", Number.NaN, 2 ** 60, null]) {
      expect(dispute({ amount: amount as number })).toEqual(ignored)
      expect(readEvent(aRefundEvent({ amount_refunded: amount as number }))).toEqual(ignored)
    }
    for (const currency of ["", "euro", "e1r", null]) {
      expect(dispute({ currency: currency as string })).toEqual(ignored)
    }
  })

  it("a dispute or a warning of no charge", () => {
    for (const charge of [null, "", {}, 1] as unknown as Stripe.Charge[]) {
      expect(dispute({ charge })).toEqual(ignored)
      expect(readEvent(aWarningEvent({ charge }))).toEqual(ignored)
    }
  })
})

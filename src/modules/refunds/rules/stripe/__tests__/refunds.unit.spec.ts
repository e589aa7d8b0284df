import fc from "fast-check"
import { seeded } from "../../../../../lib/__tests__/seeded"
import { refundsByCharge, refundsByPayment, type KnownPayment } from "../refunds"
import { aDispute, aRefund } from "./an-event"

const payment = (fields: Partial<KnownPayment> = {}): KnownPayment => ({
  payment_intent_id: "pi_1",
  captured: 49,
  refunded: 0,
  ...fields,
})

describe("what went back of a charge", () => {
  it("is the highest figure of its events, not their sum", () => {
    const facts = [aRefund({ amount_refunded: 10 }), aRefund({ amount_refunded: 25 }), aRefund({ amount_refunded: 15 })]
    expect(refundsByCharge(facts)).toEqual([
      { charge_id: "ch_1", payment_intent_id: "pi_1", currency: "eur", amount_refunded: 25, full: false },
    ])
  })

  it("is full once any event said so", () => {
    const facts = [aRefund({ amount_refunded: 49, full: true }), aRefund({ amount_refunded: 10 })]
    expect(refundsByCharge(facts)).toMatchObject([{ amount_refunded: 49, full: true }])
  })

  it("is each charge's own, and no dispute", () => {
    const facts = [aRefund({ charge_id: "ch_2", amount_refunded: 5 }), aDispute(), aRefund()]
    expect(refundsByCharge(facts)).toMatchObject([
      { charge_id: "ch_1", amount_refunded: 10 },
      { charge_id: "ch_2", amount_refunded: 5 },
    ])
  })

  it("does not depend on the order of events and on repetition", () => {
    const facts = fc.array(
      fc
        .record({ charge_id: fc.constantFrom("ch_1", "ch_2"), amount_refunded: fc.integer({ min: 1, max: 49 }) })
        .map((fields) => aRefund({ ...fields, full: fields.amount_refunded === 49 })),
      { minLength: 1, maxLength: 10 }
    )
    const arrivals = facts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))
    )
    fc.assert(
      fc.property(arrivals, ([all, arrived]) => {
        expect(refundsByCharge(arrived)).toEqual(refundsByCharge(all))
      }),
      seeded("arrival of refunds")
    )
  })
})

describe("what went back of a payment", () => {
  it("is what Stripe says when that is more: Medusa's own refunds are within it", () => {
    expect(refundsByPayment([payment({ refunded: 10 })], [aRefund({ amount_refunded: 25 })])).toEqual([
      { payment_intent_id: "pi_1", refunded: 25, full: false },
    ])
  })

  it("is counted once when both know of it", () => {
    expect(refundsByPayment([payment({ refunded: 10 })], [aRefund()])).toMatchObject([{ refunded: 10 }])
  })

  it("is what Medusa says until Stripe's event is here", () => {
    expect(refundsByPayment([payment({ refunded: 20 })], [aRefund()])).toMatchObject([{ refunded: 20 }])
    expect(refundsByPayment([payment({ refunded: 20 })], [])).toMatchObject([{ refunded: 20, full: false }])
  })

  it("is full when all that was captured went back, by either's figures", () => {
    expect(refundsByPayment([payment({ refunded: 49 })], [])).toMatchObject([{ full: true }])
    expect(refundsByPayment([payment({ captured: 0.3 })], [aRefund({ amount_refunded: 0.1 + 0.2 })])).toMatchObject([
      { full: true },
    ])
    expect(refundsByPayment([payment({ captured: 0 })], [])).toMatchObject([{ full: false }])
  })

  it("is each payment's own, and nothing of another store's", () => {
    const payments = [payment(), payment({ payment_intent_id: "pi_2", refunded: 3 })]
    const facts = [aRefund(), aRefund({ charge_id: "ch_9", payment_intent_id: "pi_9", amount_refunded: 40 })]
    expect(refundsByPayment(payments, facts)).toMatchObject([{ refunded: 10 }, { refunded: 3 }])
  })
})

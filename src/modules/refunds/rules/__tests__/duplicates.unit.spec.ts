import { assess } from "../assessment"
import type { OtherOrder, RefundFacts } from "../facts"
import { aPurchase, aRenewal, aUnit, anOther, later, used } from "./a-purchase"

/** Long after the window, so that nothing but a duplicate is paid back. */
const judge = (fields: Partial<RefundFacts>) => assess(aPurchase({ now: later({ days: 60 }), ...fields }))
const verdict = (other: Partial<OtherOrder>, fields: Partial<RefundFacts> = {}) =>
  judge({ other_orders: [anOther(other)], ...fields }).verdict

const DUPLICATE = "approve_duplicate"
const NONE = "decline_window"

describe("a duplicate", () => {
  it("is the later of two, and says of which", () => {
    const { verdict, reasons } = judge({
      other_orders: [anOther({ purchased_at: later({ hours: -2, minutes: -59 }) })],
    })
    expect(verdict).toBe(DUPLICATE)
    expect(reasons).toEqual([{ code: "duplicate_of", params: { order_id: "order_0", display_id: 7, hours: 2 } }])
  })

  it("is not the earlier of two, which stays", () => {
    expect(verdict({ purchased_at: later({ hours: 2 }) })).toBe(NONE)
  })

  it("is exactly one of two at the same moment", () => {
    expect(verdict({ purchased_at: later({}) })).toBe(DUPLICATE)
    expect(verdict({ purchased_at: later({}), order_id: "order_2" })).toBe(NONE)
  })

  it("is never one of itself", () => {
    expect(verdict({ purchased_at: later({}), order_id: "order_1" })).toBe(NONE)
  })

  it("was bought within 24 hours, the last minute included", () => {
    expect(verdict({ purchased_at: later({ hours: -24 }) })).toBe(DUPLICATE)
    expect(verdict({ purchased_at: later({ hours: -24, minutes: -1 }) })).toBe(NONE)
  })

  it("is of the same variant", () => {
    expect(verdict({ variant_id: "variant_2" })).toBe(NONE)
  })

  it("is none once the earlier went back, or was never paid: the customer keeps one", () => {
    expect(verdict({ payment_status: "refunded", refunded: 49 })).toBe(NONE)
    expect(verdict({ refunded: 49 })).toBe(NONE)
    expect(verdict({ payment_status: "partially_refunded", refunded: 10 })).toBe(NONE)
    expect(verdict({ payment_status: "canceled", paid: 0 })).toBe(NONE)
    expect(verdict({ payment_status: "authorized", paid: 0 })).toBe(NONE)
  })

  it("was never activated, downloaded or seen in use, no matter what the store forgives", () => {
    const other_orders = [anOther()]
    for (const use of [used, { downloads: 1 }, { last_validated_at: later({}) }]) {
      const facts = aPurchase({ other_orders, units: [aUnit(use)], now: later({ days: 60 }) })
      expect(assess(facts, { used_activations: 9, used_downloads: 9 }).verdict).toBe(NONE)
    }
  })

  it("is none when another unit of the variant in the order was used, for then the order was wanted", () => {
    const units = [aUnit({ unit_id: "a" }), aUnit({ unit_id: "b", ...used })]
    expect(verdict({}, { units, chosen_unit_ids: ["a"] })).toBe(NONE)
    const apart = [units[0]!, { ...units[1]!, variant_id: "variant_2" }]
    expect(verdict({}, { units: apart, chosen_unit_ids: ["a"] })).toBe(DUPLICATE)
  })

  describe("can be a renewal that was paid twice", () => {
    const renewal = (license_id: string, unit_id = license_id) =>
      aRenewal({ unit_id, license_id, term_starts_at: later({ days: 400 }) })
    const paid = { kind: "renewal", license_id: "lic_1" } as const
    const off = ["approve_renewal_rollback" as const]
    const judged = (other: Partial<OtherOrder>, units = [renewal("lic_1")]) =>
      assess(aPurchase({ other_orders: [anOther(other)], units, now: later({ days: 60 }) }), { off }).verdict

    it("of the same license", () => {
      expect(judged(paid)).toBe(DUPLICATE)
      expect(judged({ ...paid, license_id: "lic_2" })).toBe(NONE)
    })

    it("and is none of the purchase of its license, nor of another's of the product", () => {
      expect(judged({})).toBe(NONE)
      expect(judged({}, [renewal("lic_1"), renewal("lic_2")])).toBe(NONE)
    })

    it("nor is a purchase one of a renewal, or of an upgrade", () => {
      expect(verdict(paid)).toBe(NONE)
      expect(verdict({ ...paid, kind: "upgrade" })).toBe(NONE)
    })

    it("whose license is not known yet", () => {
      const unmade = { ...renewal("lic_1"), license_id: null }
      expect(judged({ ...paid, license_id: null }, [unmade])).toBe(NONE)
    })
  })

  it("says nothing of renewals in the same order, used or not", () => {
    const units = [aUnit({ unit_id: "a" }), aRenewal({ unit_id: "b", term_starts_at: later({}) })]
    expect(verdict({}, { units, chosen_unit_ids: ["a"] })).toBe(DUPLICATE)
  })
})

describe("three orders in a row", () => {
  const hours = { first: 0, second: 10, third: 20 }
  type Place = keyof typeof hours
  const all: Place[] = ["first", "second", "third"]

  /** What the order at this place gets, seen with the other two. */
  const seenFrom = (place: Place, refunded: Place[] = []) =>
    judge({
      order_id: place,
      purchased_at: later({ hours: hours[place] }),
      other_orders: all
        .filter((other) => other !== place)
        .map((other) =>
          anOther({
            order_id: other,
            purchased_at: later({ hours: hours[other] }),
            refunded: refunded.includes(other) ? 49 : 0,
          })
        ),
    })

  it("have two duplicates: the later ones", () => {
    expect(all.map((place) => seenFrom(place).verdict)).toEqual([NONE, DUPLICATE, DUPLICATE])
  })

  it("name the nearest one that is still paid", () => {
    expect(seenFrom("third").reasons).toMatchObject([{ params: { order_id: "second", hours: 10 } }])
    expect(seenFrom("third", ["second"]).reasons).toMatchObject([{ params: { order_id: "first", hours: 20 } }])
  })

  it("leave one order whichever goes back first", () => {
    expect(seenFrom("second", ["third"]).verdict).toBe(DUPLICATE)
    expect(seenFrom("third", ["second"]).verdict).toBe(DUPLICATE)
    expect(seenFrom("second", ["first"]).verdict).toBe(NONE)
    expect(seenFrom("third", ["first", "second"]).verdict).toBe(NONE)
  })
})

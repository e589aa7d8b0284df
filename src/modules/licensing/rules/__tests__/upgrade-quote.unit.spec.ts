import fc from "fast-check"
import { addDuration } from "../../../../lib/duration"
import { seeded } from "../../../../lib/__tests__/seeded"
import { quoteUpgrade, type PaidStretch, type UpgradeFacts } from "../upgrade-quote"

const SOLD = new Date("2027-01-01T08:00:00Z")
const days = (n: number) => new Date(SOLD.getTime() + n * 86_400_000)
const year: PaidStretch = { starts_at: SOLD, ends_at: addDuration(SOLD, "P1Y"), paid: 100 }
const nextYear: PaidStretch = { ...year, starts_at: days(365), ends_at: addDuration(days(365), "P1Y") }

const quote = (more: Partial<UpgradeFacts>) =>
  quoteUpgrade({
    now: days(165),
    price: 200,
    term: "P1Y",
    starts_anew: false,
    terms: [year],
    surcharges: [],
    decimals: 2,
    ...more,
  })

describe("the price of an upgrade", () => {
  it("is the difference for the days that are left, when the end stays", () => {
    expect(quote({})).toEqual({ price: 109.59, credit: 54.79, days_left: 200, days_of_term: 365, due: 54.8 })
    expect(quote({ now: SOLD })).toMatchObject({ price: 200, credit: 100, days_left: 365, due: 100 })
  })

  it("is a whole new term less what is left of the old one, when a new term begins", () => {
    expect(quote({ starts_anew: true, term: "P2Y", price: 180 })).toMatchObject({
      price: 180,
      credit: 54.79,
      due: 125.21,
    })
    expect(quote({ starts_anew: true, term: null, price: 500 })).toMatchObject({ price: 500, due: 445.21 })
  })

  it("counts a year that was paid in advance in whole", () => {
    expect(quote({ terms: [year, nextYear] })).toMatchObject({ days_left: 566, due: 154.8 })
    expect(quote({ terms: [year, nextYear], starts_anew: true, term: null, price: 500 })).toMatchObject({ due: 345.21 })
  })

  it("counts what was paid, not what it cost: nothing for what was given, less for what was discounted", () => {
    expect(quote({ terms: [{ ...year, paid: 0 }] })).toMatchObject({ credit: 0, due: 109.59 })
    expect(quote({ terms: [{ ...year, paid: 50 }] })).toMatchObject({ due: 82.2 })
  })

  it("counts an earlier upgrade for what is left of its time", () => {
    const surcharges = [{ starts_at: days(65), ends_at: year.ends_at, paid: 30 }]
    expect(quote({ surcharges })).toMatchObject({ due: 34.8 })
  })

  it("gives all that was paid for a license without end, and leaves alone what was paid for its updates", () => {
    const terms = [{ ...year, ends_at: null }, nextYear]
    const endless = { terms, term: null, now: days(900) }
    expect(quote(endless)).toEqual({ price: 200, credit: 100, days_left: null, days_of_term: null, due: 100 })
    expect(quote({ ...endless, price: 60 })).toMatchObject({ price: 60, credit: 100, due: 0 })
  })

  it("is nothing for no time, in the grace after the end", () => {
    expect(quote({ now: days(368) })).toMatchObject({ price: 0, credit: 0, days_left: 0, due: 0 })
  })

  it("is rounded up to what the currency has", () => {
    expect(quote({ decimals: 0 })).toMatchObject({ price: 110, credit: 55, due: 55 })
    expect(quote({ decimals: 3 })).toMatchObject({ due: 54.795 })
  })

  const money = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100)
  const dayOfYear = fc.integer({ min: 0, max: 364 })

  it("is never below nothing, and is what its parts say", () => {
    fc.assert(
      fc.property(money, money, dayOfYear, fc.boolean(), (price, paid, day, starts_anew) => {
        const { due, credit, price: asked } = quote({ price, now: days(day), starts_anew, terms: [{ ...year, paid }] })
        expect(due).toBeGreaterThanOrEqual(0)
        expect(due).toBeCloseTo(Math.max(0, asked - credit), 6)
      }),
      seeded("the parts of a quote")
    )
  })

  it("never grows as time goes by, when the end stays, and never shrinks when a new term begins", () => {
    fc.assert(
      fc.property(money, money, dayOfYear, dayOfYear, (price, paid, a, b) => {
        const [early, late] = [days(Math.min(a, b)), days(Math.max(a, b))]
        const at = (now: Date, starts_anew: boolean) =>
          quote({ price, now, starts_anew, terms: [{ ...year, paid }] }).due
        expect(at(late, false)).toBeLessThanOrEqual(at(early, false))
        expect(at(late, true)).toBeGreaterThanOrEqual(at(early, true))
      }),
      seeded("quotes as time goes by")
    )
  })

  it("is nothing for a plan of the same price and term, and the same all day long", () => {
    fc.assert(
      fc.property(money, dayOfYear, fc.integer({ min: 0, max: 86_399 }), (price, day, second) => {
        const terms = [
          { ...year, paid: price },
          { ...nextYear, paid: price },
        ]
        expect(quote({ price, now: days(day), terms }).due).toBe(0)
        const later = new Date(days(day).getTime() + second * 1000)
        const at = (now: Date) => quote({ now, price: price * 2, terms })
        expect(at(later)).toEqual(at(days(day)))
      }),
      seeded("quotes of the same plan")
    )
  })
})

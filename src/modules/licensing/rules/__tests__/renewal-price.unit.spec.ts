import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { discounted, partOf } from "../renewal-price"

const digits = fc.constantFrom(0, 2, 3)
/** A price as Medusa keeps it, in whole minor units of the currency. */
const price = (places: number) => fc.integer({ min: 0, max: 10_000_000 }).map((minor) => minor / 10 ** places)

describe("the price of a renewal", () => {
  it("is rounded to the currency's minor unit", () => {
    expect(discounted(49.99, 25, 2)).toBe(37.49)
    expect(discounted(0.1, 50, 2)).toBe(0.05)
    expect(discounted(0.05, 50, 2)).toBe(0.03)
    expect(discounted(999, 25, 0)).toBe(749)
    expect(discounted(1.001, 10, 3)).toBe(0.901)
    expect(discounted(1.1, 33, 2)).toBe(0.74)
    expect(discounted(50, 100, 2)).toBe(0)
  })

  it("is by days where it is a part of a term, rounded up, and of one day at least", () => {
    expect(partOf(365, { days: 73, of: 365 }, 2)).toBe(73)
    expect(partOf(100, { days: 1, of: 365 }, 2)).toBe(0.28)
    expect(partOf(100, { days: 0, of: 365 }, 2)).toBe(0.28)
    expect(partOf(1000, { days: 100, of: 366 }, 0)).toBe(274)
    expect(partOf(0, { days: 100, of: 366 }, 2)).toBe(0)
    expect(partOf(100, { days: 730, of: 365 }, 2)).toBe(200)
  })

  it("never grows by a discount, is nothing at 100 percent only, and is whole in minor units", () => {
    fc.assert(
      fc.property(
        digits.chain((n) => fc.tuple(fc.constant(n), price(n), fc.integer({ min: 1, max: 100 }))),
        ([n, full, percent]) => {
          const less = discounted(full, percent, n)
          expect(less).toBeLessThanOrEqual(full)
          expect(Number(less.toFixed(n))).toBe(less)
          if (percent === 100) {
            expect(less).toBe(0)
          }
        }
      ),
      seeded("discounts")
    )
  })

  it("never falls with more days, and parts cost at least what the whole does", () => {
    fc.assert(
      fc.property(
        digits.chain((n) => fc.tuple(fc.constant(n), price(n))),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 28, max: 1100 }),
        ([n, full], a, b, of) => {
          const [fewer, more] = [partOf(full, { days: a, of }, n), partOf(full, { days: a + b, of }, n)]
          expect(more).toBeGreaterThanOrEqual(fewer)
          // Nothing is saved by cutting a stretch in two.
          const unit = 10 ** n
          expect(Math.round((fewer + partOf(full, { days: b, of }, n)) * unit)).toBeGreaterThanOrEqual(
            Math.round(more * unit)
          )
          expect(partOf(full, { days: of, of }, n)).toBe(full)
        }
      ),
      seeded("parts of a term")
    )
  })
})

import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { coverage, initialTerm, type TermSpan } from "../terms"

const day = (n: number) => new Date(Date.UTC(2027, 0, 1) + n * 86_400_000)
const when = fc.option(fc.integer({ min: 0, max: 2000 }).map(day))
const term: fc.Arbitrary<TermSpan> = fc.record({
  ends_at: when,
  updates_until: when,
  reverted_at: fc.option(fc.constant(day(1)), { freq: 3 }),
})
const terms = fc.array(term, { maxLength: 6 })
const end = (date: Date | null) => date?.getTime() ?? Infinity

describe("what the terms of a license cover", () => {
  it("is nothing without a term", () => {
    expect(coverage([])).toEqual({ has_term: false, expires_at: null, updates_until: null })
  })

  it("follows the latest end, and a term without end has none", () => {
    const span = (ends_at: Date | null, updates_until: Date | null = null) => ({
      ends_at,
      updates_until,
      reverted_at: null,
    })
    expect(coverage([span(day(5)), span(day(9)), span(day(7))]).expires_at).toEqual(day(9))
    expect(coverage([span(day(5)), span(null)]).expires_at).toBeNull()
    expect(coverage([span(day(5), day(3)), span(day(9), day(8))]).updates_until).toEqual(day(8))
    expect(coverage([span(day(5))]).updates_until).toEqual(day(5))
    expect(coverage([span(null, day(365))])).toEqual({ has_term: true, expires_at: null, updates_until: day(365) })
  })

  it("does not count what was reverted", () => {
    fc.assert(
      fc.property(terms, (terms) => {
        expect(coverage(terms)).toEqual(coverage(terms.filter((term) => !term.reverted_at)))
      }),
      seeded("reverted terms")
    )
  })

  it("never shrinks by one more term, and never depends on their order", () => {
    fc.assert(
      fc.property(terms, term, (terms, more) => {
        const before = coverage(terms)
        const after = coverage([...terms, { ...more, reverted_at: null }])
        if (before.has_term) {
          expect(end(after.expires_at)).toBeGreaterThanOrEqual(end(before.expires_at))
          expect(end(after.updates_until)).toBeGreaterThanOrEqual(end(before.updates_until))
        }
        expect(coverage([...terms].reverse())).toEqual(before)
      }),
      seeded("one more term")
    )
  })

  it("starts with calendar arithmetic: a year from 29 February, a month from 31 January", () => {
    expect(initialTerm({ term: "P1Y", updates_term: null }, new Date("2028-02-29T10:00:00Z"))).toMatchObject({
      starts_at: new Date("2028-02-29T10:00:00Z"),
      ends_at: new Date("2029-02-28T10:00:00Z"),
      updates_until: null,
    })
    expect(initialTerm({ term: null, updates_term: "P1M" }, new Date("2027-01-31T00:00:00Z"))).toMatchObject({
      starts_at: new Date("2027-01-31T00:00:00Z"),
      ends_at: null,
      updates_until: new Date("2027-02-28T00:00:00Z"),
    })
  })
})

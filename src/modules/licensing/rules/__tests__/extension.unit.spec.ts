import fc from "fast-check"
import { addDuration } from "../../../../lib/duration"
import { seeded } from "../../../../lib/__tests__/seeded"
import { extension, type Extension } from "../extension"
import { coverage, type Coverage, type TermSpan } from "../terms"

const NOW = new Date("2027-03-10T09:30:00Z")
const day = (n: number) => new Date(NOW.getTime() + n * 86_400_000)
const covered = (expires_at: Date | null, updates_until: Date | null = expires_at): Coverage => ({
  has_term: true,
  expires_at,
  updates_until,
})
const extended = (...given: Parameters<typeof extension>) => extension(...given) as Extension

const when = fc.option(fc.integer({ min: -2000, max: 2000 }).map(day))
const terms: fc.Arbitrary<TermSpan[]> = fc.array(
  fc.record({ ends_at: when, updates_until: when, reverted_at: fc.option(fc.constant(NOW), { freq: 3 }) }),
  { maxLength: 5 }
)
const some = fc.integer({ min: 1, max: 60 })
const duration = fc.oneof(
  some.map((n) => `P${n}D`),
  some.map((n) => `P${n}M`),
  some.map((n) => `P${n}W`),
  some.map((n) => `P${n}Y`),
  some.map((n) => `PT${n}M`),
  fc.tuple(some, some).map(([m, d]) => `P${m}M${d}DT1H`)
)
const later = (end: Date | null) => new Date(Math.max(end?.getTime() ?? -Infinity, NOW.getTime()))

describe("an extension", () => {
  it("goes on from the end while it is ahead, and from now when it is over", () => {
    expect(extended(covered(day(10)), "P30D", NOW)).toEqual({
      term: { starts_at: day(10), ends_at: day(40), updates_until: null },
      expires_at: day(40),
      updates_until: day(40),
    })
    expect(extended(covered(day(-10)), "P30D", NOW)).toMatchObject({
      term: { starts_at: NOW, ends_at: day(30), updates_until: null },
      expires_at: day(30),
    })
  })

  it("extends updates from their own end, which may be another than the license's", () => {
    expect(extended(covered(day(400), day(100)), "P30D", NOW)).toEqual({
      term: { starts_at: day(400), ends_at: day(430), updates_until: day(130) },
      expires_at: day(430),
      updates_until: day(130),
    })
    expect(extended(covered(day(400), day(-5)), "P30D", NOW)).toMatchObject({ updates_until: day(30) })
  })

  it("extends only the updates of a license that never ends, by a term that ends", () => {
    expect(extended(covered(null, day(-200)), "P1Y", NOW)).toEqual({
      term: { starts_at: NOW, ends_at: new Date("2028-03-10T09:30:00Z"), updates_until: null },
      expires_at: null,
      updates_until: new Date("2028-03-10T09:30:00Z"),
    })
  })

  it("starts now for a license whose terms were all taken back", () => {
    const none = { has_term: false, expires_at: null, updates_until: null }
    expect(extended(none, "P7D", NOW)).toMatchObject({ expires_at: day(7), updates_until: day(7) })
  })

  it("is refused where nothing ends, and beyond the year 9999", () => {
    expect(extension(covered(null), "P30D", NOW)).toBe("endless")
    expect(extension(covered(new Date("9990-01-01T00:00:00Z")), "P10Y", NOW)).toBe("too_far")
    expect(extension(covered(null, new Date("9990-01-01T00:00:00Z")), "P10Y", NOW)).toBe("too_far")
    expect(extended(covered(new Date("9990-01-01T00:00:00Z")), "P9Y", NOW).expires_at).toEqual(
      new Date("9999-01-01T00:00:00Z")
    )
  })

  it("reckons by the calendar in UTC: a month from 31 January, a year from 29 February, days over a change of clocks", () => {
    const from = (end: string, by: string) =>
      extended(covered(new Date(end)), by, new Date("2027-01-01T00:00:00Z")).expires_at!.toISOString()
    expect(from("2027-01-31T23:59:59.999Z", "P1M")).toBe("2027-02-28T23:59:59.999Z")
    expect(from("2028-02-29T10:00:00Z", "P1Y")).toBe("2029-02-28T10:00:00.000Z")
    expect(from("2027-03-27T10:00:00Z", "P2D")).toBe("2027-03-29T10:00:00.000Z")
  })

  it("moves each end by exactly what was given, from the later of that end and now, whatever the terms are", () => {
    fc.assert(
      fc.property(terms, duration, (given, by) => {
        const before = coverage(given)
        const added = extension(before, by, NOW)
        if (added === "endless") {
          expect(before).toEqual({ has_term: true, expires_at: null, updates_until: null })
          return
        }
        const { term, expires_at, updates_until } = added as Extension
        const after = coverage([...given, { ...term, reverted_at: null }])
        // What it says is what the terms add up to with it.
        expect(after).toEqual({ has_term: true, expires_at, updates_until })
        expect(after.updates_until).toEqual(addDuration(later(before.updates_until), by))
        if (before.has_term && before.expires_at === null) {
          expect(after.expires_at).toBeNull()
        } else {
          expect(after.expires_at).toEqual(addDuration(later(before.expires_at), by))
        }
        // The database asks this of every term.
        expect(term.ends_at.getTime()).toBeGreaterThanOrEqual(term.starts_at.getTime())
      }),
      seeded("an extension", 1000)
    )
  })

  it("adds up: no day is lost between one extension and the next", () => {
    fc.assert(
      fc.property(terms, fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), (given, days) => {
        const start = coverage(given)
        fc.pre(start.expires_at !== null || !start.has_term)
        const all = [...given]
        for (const n of days) {
          all.push({ ...extended(coverage(all), `P${n}D`, NOW).term, reverted_at: null })
        }
        const sum = days.reduce((total, n) => total + n, 0)
        expect(coverage(all).expires_at).toEqual(new Date(later(start.expires_at).getTime() + sum * 86_400_000))
        expect(coverage(all).updates_until).toEqual(new Date(later(start.updates_until).getTime() + sum * 86_400_000))
      }),
      seeded("several extensions")
    )
  })
})

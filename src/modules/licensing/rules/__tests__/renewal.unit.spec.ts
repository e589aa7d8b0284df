import fc from "fast-check"
import { addDuration, exactDuration } from "../../../../lib/duration"
import { seeded } from "../../../../lib/__tests__/seeded"
import { mayBeFree } from "../extension"
import { layTerms, type LaidTerm } from "../lay-terms"
import { latestRenewedEnd, renewal, renewalUntil, type Renewable, type Renewal } from "../renewal"
import { coverage } from "../terms"

const NOW = new Date("2027-03-10T09:30:00.123Z")
const day = (n: number) => new Date(NOW.getTime() + n * 86_400_000)
const aLicense = (given: Partial<Renewable> = {}): Renewable => ({
  status: "active",
  grace: "P7D",
  term: "P1Y",
  updates_term: null,
  has_term: true,
  expires_at: day(30),
  updates_until: day(30),
  ...given,
})
const until = (license: Renewable, date: Date) => renewalUntil(license, NOW, date) as Renewal

describe("a renewal", () => {
  it("adds a term of the plan from the end, in the grace as well, and from now after it", () => {
    const ends = (days: number) => {
      const license = aLicense({ expires_at: day(days), updates_until: day(days) })
      return (renewal(license, NOW) as Renewal).added.expires_at
    }
    expect(ends(30)).toEqual(addDuration(day(30), "P1Y"))
    expect(ends(-6)).toEqual(addDuration(day(-6), "P1Y"))
    expect(ends(-8)).toEqual(addDuration(NOW, "P1Y"))
  })

  it("is not for a license that is not active, or that never ends with its updates", () => {
    expect(renewal(aLicense({ status: "suspended" }), NOW)).toBe("suspended")
    expect(renewal(aLicense({ status: "revoked" }), NOW)).toBe("revoked")
    expect(renewal(aLicense({ term: null }), NOW)).toBe("endless")
    expect(renewal(aLicense({ expires_at: null, updates_until: null }), NOW)).toBe("endless")
    expect(renewal(aLicense({ expires_at: new Date("9999-06-01T00:00:00Z") }), NOW)).toBe("too_far")
  })

  it("may be free for what ends within the time that it adds", () => {
    expect(mayBeFree(day(365), "P1Y", NOW)).toBe(true)
    expect(mayBeFree(day(367), "P1Y", NOW)).toBe(false)
  })
})

describe("a renewal to a date", () => {
  it("adds exactly the time from the license's end to it, and counts its days", () => {
    const renewed = until(aLicense(), day(130))
    expect(renewed.added).toMatchObject({ expires_at: day(130), updates_until: day(130) })
    expect(renewed.stretch).toEqual({ duration: "P100D", updates_duration: null })
    expect(renewed.part).toEqual({ days: 100, of: 366 })
    expect(until(aLicense(), new Date(day(130).getTime() + 1)).part).toEqual({ days: 101, of: 366 })
  })

  it("adds to the updates of a license that never ends, and to updates with an end of their own the same part", () => {
    const perpetual = aLicense({ expires_at: null, updates_until: day(10), term: null, updates_term: "P1Y" })
    expect(until(perpetual, day(40)).added).toMatchObject({ expires_at: null, updates_until: day(40) })
    const own = aLicense({ term: "P100D", updates_term: "P50D", updates_until: day(5) })
    expect(until(own, day(80)).added).toMatchObject({ expires_at: day(80), updates_until: day(30) })
  })

  it("is refused for a date that the license reaches by itself, and for one more than two terms away", () => {
    expect(renewalUntil(aLicense(), NOW, day(30))).toBe("not_before")
    expect(renewalUntil(aLicense(), NOW, addDuration(day(30), "P2Y"))).toMatchObject({ part: { days: 731 } })
    expect(renewalUntil(aLicense(), NOW, new Date(addDuration(day(30), "P2Y").getTime() + 1))).toBe("too_long")
    expect(renewalUntil(aLicense({ status: "revoked" }), NOW, day(99))).toBe("revoked")
  })

  it("may be the latest of their renewed ends, which none of them is beyond", () => {
    const [early, late, gone] = [aLicense(), aLicense({ expires_at: day(200) }), aLicense({ status: "revoked" })]
    const date = latestRenewedEnd([early, late, gone], NOW)!
    expect(date).toEqual(addDuration(day(200), "P1Y"))
    expect(until(early, date).added.expires_at).toEqual(date)
    expect(until(late, date).part).toEqual({ days: 366, of: 366 })
    expect(latestRenewedEnd([gone], NOW)).toBeNull()
  })

  it("loses no day and gives none away, wherever the license ends, and lies where it was sold when it is laid anew", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: 86_399_999 }),
        fc.integer({ min: 1, max: 700 }),
        fc.constantFrom("P1M", "P1Y", "P90D"),
        (end, ms, ahead, term) => {
          const expires_at = new Date(day(end).getTime() + ms)
          const license = aLicense({ expires_at, updates_until: expires_at, term })
          const joins = (renewal(license, NOW) as Renewal).added.term.starts_at
          const date = new Date(joins.getTime() + ahead * 86_400_000 - ms)
          const renewed = renewalUntil(license, NOW, date)
          if (typeof renewed === "string") {
            expect(renewed).toBe(date <= joins ? "not_before" : "too_long")
            return
          }
          expect(renewed.added.expires_at).toEqual(date)
          expect(renewed.added.term.starts_at).toEqual(joins)
          expect(addDuration(joins, exactDuration(joins, date))).toEqual(date)
          expect(renewed.part!.days).toBe(Math.ceil((date.getTime() - joins.getTime()) / 86_400_000))
          const rows: LaidTerm[] = [
            { id: "a", kind: "initial", starts_at: day(-900), ends_at: expires_at, ...none, at: day(-900) },
            { id: "b", kind: "renewal", ...renewed.added.term, ...renewed.stretch, reverted_at: null, at: NOW },
          ]
          expect(layTerms(rows, ["b"], license.grace)).toEqual([])
          expect(coverage(rows).expires_at).toEqual(new Date(Math.max(date.getTime(), expires_at.getTime())))
        }
      ),
      seeded("renewals to a date", 500)
    )
  })
})

const none = { updates_until: null, reverted_at: null, duration: null, updates_duration: null }

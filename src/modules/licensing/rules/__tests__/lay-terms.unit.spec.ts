import fc from "fast-check"
import { addDuration } from "../../../../lib/duration"
import { seeded } from "../../../../lib/__tests__/seeded"
import { continuation, type Extension } from "../extension"
import { layTerms, type LaidTerm } from "../lay-terms"
import { coverage } from "../terms"

const BOUGHT = new Date("2027-03-10T09:30:00Z")
const years = (n: number) => addDuration(BOUGHT, `P${n}Y`)
const days = (n: number) => new Date(BOUGHT.getTime() + n * 86_400_000)

const initial: LaidTerm = {
  id: "t0",
  kind: "initial",
  starts_at: BOUGHT,
  ends_at: years(1),
  updates_until: null,
  reverted_at: null,
  duration: "P1Y",
  updates_duration: null,
  at: BOUGHT,
}

/** As the service does it: each is laid after what there is. */
function paid(terms: LaidTerm[], at: Date, duration = "P1Y", grace = "P7D"): LaidTerm[] {
  const { term } = continuation(coverage(terms), { duration, updates_duration: null }, at, grace) as Extension
  const id = `t${terms.length}`
  return [...terms, { id, kind: "renewal", ...term, reverted_at: null, duration, updates_duration: null, at }]
}

function changed(terms: LaidTerm[], id: string, reverted: boolean, grace = "P7D"): LaidTerm[] {
  const after = terms.map((term) => (term.id === id ? { ...term, reverted_at: reverted ? days(0) : null } : term))
  const moved = layTerms(after, [id], grace)
  return after.map((term) => ({ ...term, ...moved.find((place) => place.id === term.id) }))
}

const end = (terms: LaidTerm[]) => coverage(terms).expires_at

describe("terms after one was taken back", () => {
  const three = paid(paid([initial], days(100)), days(200))

  it("move up, so that exactly its time is gone", () => {
    const after = changed(three, "t1", true)
    expect(after[2]).toMatchObject({ starts_at: years(1), ends_at: years(2) })
    expect(end(after)).toEqual(years(2))
  })

  it("make room again when it comes back, and are where they were", () => {
    expect(changed(changed(three, "t1", true), "t1", false)).toEqual(three)
    expect(changed(changed(changed(three, "t1", true), "t2", true), "t2", false)[2]).toMatchObject({
      ends_at: years(2),
    })
  })

  it("stay when it was the last, and when it is none of the license's", () => {
    expect(
      layTerms(
        three.map((t) => (t.id === "t2" ? { ...t, reverted_at: BOUGHT } : t)),
        ["t2"],
        "P7D"
      )
    ).toEqual([])
    expect(layTerms(three, ["another"], "P7D")).toEqual([])
  })

  it("begin when they were paid if nothing reaches them any more", () => {
    const late = paid(paid([initial], days(370)), days(700))
    const after = changed(late, "t1", true)
    expect(after[2]).toMatchObject({ starts_at: days(700), ends_at: addDuration(days(700), "P1Y") })
  })

  it("keep their length to the second when nobody wrote down what was sold", () => {
    const old = three.map((term) => ({ ...term, duration: null }))
    expect(changed(old, "t1", true)[2]!.ends_at).toEqual(
      new Date(years(1).getTime() + years(3).getTime() - years(2).getTime())
    )
  })
})

describe("a license over the years", () => {
  it("loses no day and gets none twice, whatever is paid, taken back and paid again", () => {
    const step = fc.record({
      after: fc.integer({ min: 0, max: 300 }),
      of: fc.nat(),
      what: fc.constantFrom("pay", "toggle"),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let terms = [initial]
        let now = 0
        for (const { after, of, what } of steps) {
          now += after
          if (what === "pay") {
            terms = paid(terms, days(now), "P30D", "P0D")
          } else if (terms.length > 1) {
            const term = terms[1 + (of % (terms.length - 1))]!
            terms = changed(terms, term.id, term.reverted_at === null, "P0D")
          }
          const live = terms
            .filter((term) => !term.reverted_at)
            .sort((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
          // One after the other: where two overlapped, a day would be paid twice and given once.
          live.slice(1).forEach((term, index) => expect(term.starts_at >= live[index]!.ends_at!).toBe(true))
          live.slice(1).forEach((term) => expect(term.ends_at).toEqual(addDuration(term.starts_at, term.duration!)))
          // And a gap is only where nothing was paid when the one before ended.
          live.slice(1).forEach((term, index) => {
            const before = live[index]!.ends_at!
            expect(term.starts_at.getTime() === before.getTime() || term.at > before).toBe(true)
          })
          expect(end(terms)).toEqual(live.at(-1)!.ends_at)
        }
      }),
      seeded("a license over the years")
    )
  })
})

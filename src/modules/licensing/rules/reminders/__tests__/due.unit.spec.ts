import fc from "fast-check"
import { seeded } from "../../../../../lib/__tests__/seeded"
import { DEFAULT_OFFSETS, dueAt, dueNow, offsetsProblem, schedule } from "../due"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const at = (iso: string) => new Date(iso)
const later = (date: Date, ms: number) => new Date(date.getTime() + ms)
const term = (starts: string, ends: string) => ({ starts_at: at(starts), ends_at: at(ends) })
const year = term("2027-03-10T12:00:00Z", "2028-03-10T12:00:00Z")

type Outcome = { offset: number; outcome: string; tick: Date }

/** A job that runs at these moments and remembers what it did. */
function run(span: { starts_at: Date; ends_at: Date | null }, offsets: readonly number[], ticks: Date[]): Outcome[] {
  const outcomes: Outcome[] = []
  for (const tick of ticks) {
    const { send, skipped } = dueNow(span, offsets, new Set(outcomes.map(({ offset }) => offset)), tick)
    outcomes.push(...skipped.map(({ offset, reason }) => ({ offset, outcome: reason, tick })))
    outcomes.push(...(send ? [{ offset: send.offset, outcome: "sent", tick }] : []))
  }
  return outcomes
}

function every(ms: number, from: Date, to: Date): Date[] {
  return Array.from({ length: Math.floor((to.getTime() - from.getTime()) / ms) + 1 }, (_, i) => later(from, i * ms))
}

const summary = (outcomes: Outcome[]) => outcomes.map(({ offset, outcome }) => `${offset} ${outcome}`)

describe("the offsets of reminders", () => {
  it("are fine by default, and may be none", () => {
    expect(offsetsProblem(DEFAULT_OFFSETS)).toBeNull()
    expect(offsetsProblem([])).toBeNull()
    expect(offsetsProblem([-365, 0, 365])).toBeNull()
  })

  it("are whole days within a year", () => {
    for (const bad of [[1.5], [366], [-366], [NaN], [Infinity], ["7"], [null]]) {
      expect(offsetsProblem(bad)).toMatch(/whole days from -365 to 365/)
    }
  })

  it("are listed once and in order", () => {
    for (const bad of [
      [1, 1],
      [1, -1],
    ]) {
      expect(offsetsProblem(bad)).toMatch(/earliest to the latest/)
    }
  })
})

describe("when a reminder is due", () => {
  it("is the exact time of the end, days before or after it", () => {
    expect(schedule(year, DEFAULT_OFFSETS).map(({ due_at }) => due_at.toISOString())).toEqual([
      "2028-02-09T12:00:00.000Z",
      "2028-02-25T12:00:00.000Z",
      "2028-03-03T12:00:00.000Z",
      "2028-03-09T12:00:00.000Z",
      "2028-03-11T12:00:00.000Z",
      "2028-03-24T12:00:00.000Z",
    ])
  })

  it("counts 29 February as the day that it is", () => {
    expect(dueAt(at("2028-03-01T08:00:00Z"), -1)).toEqual(at("2028-02-29T08:00:00Z"))
    expect(dueAt(at("2027-03-01T08:00:00Z"), -1)).toEqual(at("2027-02-28T08:00:00Z"))
    expect(dueAt(at("2028-02-29T08:00:00Z"), 1)).toEqual(at("2028-03-01T08:00:00Z"))
    expect(dueAt(at("2028-02-29T08:00:00Z"), -365)).toEqual(at("2027-03-01T08:00:00Z"))
  })

  it("is neither moved nor repeated where clocks change", () => {
    // Berlin, New York and Lord Howe change theirs within these days.
    for (const end of ["2027-03-28T02:30:00Z", "2027-11-07T06:30:00Z", "2027-04-03T15:15:00Z"]) {
      for (const offset of [-14, -1, 0, 1, 14]) {
        expect(dueAt(at(end), offset).getTime() - at(end).getTime()).toBe(offset * DAY)
      }
    }
  })

  it("is never at or before the beginning of the term: a trial of 14 days gets neither -30 nor -14", () => {
    const trial = term("2027-05-01T09:00:00Z", "2027-05-15T09:00:00Z")
    expect(schedule(trial, DEFAULT_OFFSETS).map(({ offset }) => offset)).toEqual([-7, -1, 1, 14])
    expect(summary(run(trial, DEFAULT_OFFSETS, every(HOUR, trial.starts_at, later(trial.ends_at, 20 * DAY))))).toEqual([
      "-7 sent",
      "-1 sent",
      "1 sent",
      "14 sent",
    ])
  })

  it("is never where there is no end", () => {
    expect(schedule({ ...year, ends_at: null }, DEFAULT_OFFSETS)).toEqual([])
    expect(dueNow({ ...year, ends_at: null }, DEFAULT_OFFSETS, new Set(), at("2040-01-01T00:00:00Z"))).toEqual({
      send: null,
      skipped: [],
    })
  })
})

describe("what is sent of what is due", () => {
  const offsetsIn = (now: Date, handled: number[] = []) => {
    const { send, skipped } = dueNow(year, DEFAULT_OFFSETS, new Set(handled), now)
    return { send: send?.offset ?? null, skipped: skipped.map(({ offset, reason }) => `${offset} ${reason}`) }
  }

  it("is sent from its very millisecond on", () => {
    const due = dueAt(year.ends_at, -30)
    expect(offsetsIn(later(due, -1))).toEqual({ send: null, skipped: [] })
    expect(offsetsIn(due)).toEqual({ send: -30, skipped: [] })
  })

  it("is sent for 48 hours, and reported as too late after them", () => {
    const due = dueAt(year.ends_at, -30)
    expect(offsetsIn(later(due, 48 * HOUR))).toEqual({ send: -30, skipped: [] })
    expect(offsetsIn(later(due, 48 * HOUR + 1))).toEqual({ send: null, skipped: ["-30 too_late"] })
  })

  it("is only the latest of several, and the others are overtaken", () => {
    const now = later(year.ends_at, 1 * DAY)
    expect(offsetsIn(now, [-30, -14, -7])).toEqual({ send: 1, skipped: ["-1 overtaken"] })
    expect(offsetsIn(now)).toEqual({
      send: 1,
      skipped: ["-30 too_late", "-14 too_late", "-7 too_late", "-1 overtaken"],
    })
  })

  it("is nothing that a handled reminder was nearer to the end than", () => {
    const now = later(dueAt(year.ends_at, -7), HOUR)
    expect(dueNow(year, [-8, -7], new Set([-7]), now)).toMatchObject({
      send: null,
      skipped: [{ offset: -8, reason: "overtaken" }],
    })
  })

  it("is sent to the minute, each once, by a job that runs every minute", () => {
    const short = term("2028-02-20T12:00:00Z", "2028-02-29T12:00:00Z")
    const outcomes = run(short, [-7, -1, 1], every(MINUTE, short.starts_at, later(short.ends_at, 2 * DAY)))
    expect(outcomes).toEqual(
      [-7, -1, 1].map((offset) => ({ offset, outcome: "sent", tick: dueAt(short.ends_at, offset) }))
    )
  })

  it("waits out an outage of a day without a burst", () => {
    const ticks = every(HOUR, later(year.ends_at, -40 * DAY), later(year.ends_at, 20 * DAY))
    const out = dueAt(year.ends_at, -1).getTime() - HOUR
    const outcomes = run(
      year,
      DEFAULT_OFFSETS,
      ticks.filter((tick) => tick.getTime() < out || tick.getTime() > out + DAY)
    )
    expect(summary(outcomes)).toEqual(DEFAULT_OFFSETS.map((offset) => `${offset} sent`))
  })

  it("leaves out what an outage of three days made pointless, and says so", () => {
    const ticks = every(HOUR, later(year.ends_at, -40 * DAY), later(year.ends_at, 20 * DAY))
    const outage = (from: number) => (tick: Date) => tick.getTime() < from || tick.getTime() > from + 3 * DAY
    const before = outage(dueAt(year.ends_at, -7).getTime() - HOUR)
    expect(summary(run(year, DEFAULT_OFFSETS, ticks.filter(before)))).toEqual([
      "-30 sent",
      "-14 sent",
      "-7 too_late",
      "-1 sent",
      "1 sent",
      "14 sent",
    ])
    const around = outage(dueAt(year.ends_at, -1).getTime() - HOUR)
    const outcomes = run(year, DEFAULT_OFFSETS, ticks.filter(around))
    expect(summary(outcomes).slice(3)).toEqual(["-1 too_late", "1 sent", "14 sent"])
  })

  it("is, over any ticks, each offset sent or skipped exactly once, and never two sent at a tick", () => {
    const starts = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) })
    const offsets = fc.uniqueArray(fc.integer({ min: -365, max: 365 }), { maxLength: 8 })
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 1, max: 400 * DAY }),
        offsets.map((days) => days.sort((a, b) => a - b)),
        fc.array(fc.integer({ min: -400 * DAY, max: 400 * DAY }), { maxLength: 40 }),
        (start, length, offsets, moments) => {
          const span = { starts_at: new Date(start), ends_at: new Date(start + length) }
          const ticks = moments.sort((a, b) => a - b).map((ms) => later(span.ends_at, ms))
          const outcomes = run(span, offsets, ticks)
          const due = schedule(span, offsets).filter(({ due_at }) => ticks.some((tick) => tick >= due_at))
          expect(outcomes.map(({ offset }) => offset).sort((a, b) => a - b)).toEqual(due.map(({ offset }) => offset))

          const sent = outcomes.filter(({ outcome }) => outcome === "sent")
          expect(new Set(sent.map(({ tick }) => tick.getTime())).size).toBe(sent.length)
          for (const { offset, tick } of sent) {
            expect(tick.getTime() - dueAt(span.ends_at, offset).getTime()).toBeLessThanOrEqual(48 * HOUR)
          }
          expect(sent.map(({ offset }) => offset)).toEqual(sent.map(({ offset }) => offset).sort((a, b) => a - b))
        }
      ),
      seeded("reminders over ticks", 500)
    )
  })

  it("is, over any ticks that are never two days apart, sent or overtaken, and never too late", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 48 * HOUR }), { minLength: 60, maxLength: 80 }), (gaps) => {
        let tick = later(year.ends_at, -31 * DAY)
        const ticks = gaps.map((gap) => (tick = later(tick, gap)))
        expect(run(year, DEFAULT_OFFSETS, ticks).map(({ outcome }) => outcome)).not.toContain("too_late")
      }),
      seeded("reminders without outages")
    )
  })
})

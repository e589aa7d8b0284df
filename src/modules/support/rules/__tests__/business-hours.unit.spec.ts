import fc from "fast-check"
import { DateTime } from "luxon"
import { seeded } from "../../../../lib/__tests__/seeded"
import {
  addBusinessTime,
  businessMinutesBetween,
  DEFAULT_HOURS,
  HORIZON_DAYS,
  readHours,
  type BusinessHours,
  type Span,
} from "../business-hours"

const BERLIN = "Europe/Berlin"
const every = (...spans: Span[]): BusinessHours["days"] =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, spans]))
const hoursOf = (hours: Partial<BusinessHours> = {}): BusinessHours => ({ ...DEFAULT_HOURS, ...hours })
const at = (iso: string) => new Date(iso)
const add = (iso: string, minutes: number, hours = DEFAULT_HOURS) =>
  addBusinessTime(at(iso), minutes, hours).toISOString().replace(":00.000", "")
const between = (from: string, to: string, hours = DEFAULT_HOURS) => businessMinutesBetween(at(from), at(to), hours)

// 2026-11-23 is a Monday.
describe("business time", () => {
  it("passes within the hours", () => {
    expect(add("2026-11-23T09:00Z", 60)).toBe("2026-11-23T10:00Z")
    expect(add("2026-11-23T09:00Z", 480)).toBe("2026-11-23T17:00Z")
    expect(add("2026-11-23T09:00Z", 481)).toBe("2026-11-24T09:01Z")
    expect(between("2026-11-23T09:00Z", "2026-11-23T17:00Z")).toBe(480)
  })

  it("stands still outside of them", () => {
    expect(add("2026-11-23T03:00Z", 30)).toBe("2026-11-23T09:30Z")
    expect(add("2026-11-23T20:00Z", 30)).toBe("2026-11-24T09:30Z")
    expect(add("2026-11-27T16:30Z", 60)).toBe("2026-11-30T09:30Z")
    expect(add("2026-11-28T12:00Z", 60)).toBe("2026-11-30T10:00Z")
    expect(between("2026-11-27T17:00Z", "2026-11-30T09:00Z")).toBe(0)
    expect(between("2026-11-27T16:00Z", "2026-11-30T10:00Z")).toBe(120)
    expect(between("2026-11-23T00:00Z", "2026-11-30T00:00Z")).toBe(5 * 480)
  })

  it("is a moment without a length, and runs backwards with a minus", () => {
    expect(add("2026-11-28T12:00Z", 0)).toBe("2026-11-28T12:00Z")
    expect(add("2026-11-23T12:00Z", -5)).toBe("2026-11-23T12:00Z")
    expect(between("2026-11-23T12:00Z", "2026-11-23T12:00Z")).toBe(0)
    expect(between("2026-11-30T10:00Z", "2026-11-27T16:00Z")).toBe(-120)
    expect(between("2026-11-30T08:00Z", "2026-11-27T18:00Z")).toBe(0)
  })

  it("leaves out holidays, which are days of the store's own zone", () => {
    const hours = hoursOf({ holidays: ["2026-11-24", "2026-11-25"] })
    expect(add("2026-11-23T16:00Z", 90, hours)).toBe("2026-11-26T09:30Z")
    expect(between("2026-11-23T09:00Z", "2026-11-27T00:00Z", hours)).toBe(2 * 480)
    const auckland = hoursOf({ time_zone: "Pacific/Auckland", holidays: ["2026-11-24"] })
    // 09:00 of the 24th there is 20:00 of the 23rd in UTC.
    expect(add("2026-11-23T20:00Z", 60, auckland)).toBe("2026-11-24T21:00Z")
  })

  it("knows several spans a day, and days of their own", () => {
    const hours = hoursOf({
      days: {
        1: [
          ["08:00", "12:00"],
          ["13:30", "15:00"],
        ],
        3: [["10:00", "11:00"]],
      },
    })
    expect(add("2026-11-23T11:30Z", 60, hours)).toBe("2026-11-23T14:00Z")
    expect(add("2026-11-23T14:00Z", 90, hours)).toBe("2026-11-25T10:30Z")
    expect(between("2026-11-23T00:00Z", "2026-11-30T00:00Z", hours)).toBe(240 + 90 + 60)
  })

  it("goes over midnight without a gap where a span ends at 24:00", () => {
    const always = hoursOf({ days: every(["00:00", "24:00"]), time_zone: BERLIN })
    expect(add("2026-11-23T22:30Z", 60, always)).toBe("2026-11-23T23:30Z")
    expect(between("2026-11-01T00:00Z", "2026-12-01T00:00Z", always)).toBe(30 * 1440)
    const night = hoursOf({ days: { 1: [["22:00", "24:00"]], 2: [["00:00", "02:00"]] } })
    expect(add("2026-11-23T23:30Z", 60, night)).toBe("2026-11-24T00:30Z")
  })
})

describe("the days on which clocks change", () => {
  const night = hoursOf({ time_zone: BERLIN, days: every(["00:00", "06:00"]) })

  it("are an hour shorter in spring and an hour longer in autumn", () => {
    expect(between("2026-03-28T22:00Z", "2026-03-29T22:00Z", night)).toBe(300)
    expect(between("2026-10-24T20:00Z", "2026-10-25T20:00Z", night)).toBe(420)
    expect(add("2026-03-28T23:00Z", 300, night)).toBe("2026-03-29T04:00Z")
    expect(add("2026-10-24T22:00Z", 420, night)).toBe("2026-10-25T05:00Z")
  })

  it("keep office hours where the clock says, so that they move in UTC", () => {
    const office = hoursOf({ time_zone: BERLIN })
    expect(add("2026-03-27T15:30Z", 60, office)).toBe("2026-03-30T07:30Z")
    expect(add("2026-10-23T14:30Z", 60, office)).toBe("2026-10-26T08:30Z")
    const newYork = hoursOf({ time_zone: "America/New_York" })
    expect(add("2026-03-06T21:30Z", 60, newYork)).toBe("2026-03-09T13:30Z")
  })

  it("take a time that clocks jump over as the moment of the jump", () => {
    const until = hoursOf({ time_zone: BERLIN, days: every(["01:00", "02:30"]) })
    const since = hoursOf({ time_zone: BERLIN, days: every(["02:30", "04:00"]) })
    expect(between("2026-03-28T22:00Z", "2026-03-29T22:00Z", until)).toBe(60)
    expect(add("2026-03-28T22:00Z", 60, until)).toBe("2026-03-29T01:00Z")
    expect(between("2026-03-28T22:00Z", "2026-03-29T22:00Z", since)).toBe(60)
    expect(add("2026-03-28T22:00Z", 1, since)).toBe("2026-03-29T01:01Z")
  })

  it("take a time that clocks show twice as its first", () => {
    const until = hoursOf({ time_zone: BERLIN, days: every(["01:00", "02:30"]) })
    const since = hoursOf({ time_zone: BERLIN, days: every(["02:30", "04:00"]) })
    expect(add("2026-10-24T22:00Z", 90, until)).toBe("2026-10-25T00:30Z")
    expect(add("2026-10-24T22:00Z", 1, since)).toBe("2026-10-25T00:31Z")
    expect(between("2026-10-24T22:00Z", "2026-10-25T20:00Z", since)).toBe(150)
  })

  it("hold where midnight itself is missing, and where a whole day is", () => {
    // Cairo went from 00:00 to 01:00 on 26 April 2024, Samoa from 29 to 31 December 2011.
    const cairo = hoursOf({ time_zone: "Africa/Cairo", days: every(["00:00", "24:00"]) })
    expect(between("2024-04-25T00:00Z", "2024-04-28T00:00Z", cairo)).toBe(3 * 1440)
    const samoa = hoursOf({ time_zone: "Pacific/Apia", days: every(["09:00", "17:00"]) })
    expect(between("2011-12-29T10:00Z", "2011-12-31T10:00Z", samoa)).toBe(2 * 480)
  })
})

describe("a search without an end", () => {
  it("stops at the horizon", () => {
    const rare = hoursOf({ days: { 1: [["09:00", "09:01"]] } })
    const started = performance.now()
    const found = addBusinessTime(at("2026-11-23T12:00Z"), 1e9, rare)
    expect(found).toEqual(new Date(at("2026-11-23T12:00Z").getTime() + HORIZON_DAYS * 86_400_000))
    expect(businessMinutesBetween(new Date(0), at("2026-11-23T12:00Z"), rare)).toBeLessThanOrEqual(106)
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it("stops as well where there is nothing but holidays", () => {
    const from = at("2026-01-01T00:00Z").getTime()
    const holidays = Array.from({ length: 1000 }, (_, day) =>
      new Date(from + day * 86_400_000).toISOString().slice(0, 10)
    )
    expect(addBusinessTime(new Date(from), 1, hoursOf({ holidays })).getTime()).toBe(from + HORIZON_DAYS * 86_400_000)
    expect(addBusinessTime(new Date(from), Infinity, DEFAULT_HOURS).getTime()).toBe(from + HORIZON_DAYS * 86_400_000)
    expect(addBusinessTime(new Date(from), NaN, DEFAULT_HOURS).getTime()).toBe(from)
  })
})

describe("whatever the hours are", () => {
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`
  // Ascending points in pairs: spans in order that may touch.
  const spans = fc
    .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
    .map((points) => points.sort((a, b) => a - b))
    .map((points) => points.flatMap((p, i) => (i % 2 ? [[time(points[i - 1]!), time(p)] as Span] : [])))
  const anHours: fc.Arbitrary<BusinessHours> = fc.record({
    time_zone: fc.constantFrom(
      "UTC",
      BERLIN,
      "America/New_York",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "Asia/Kolkata"
    ),
    days: fc
      .dictionary(fc.constantFrom("1", "2", "3", "4", "5", "6", "7"), spans, { minKeys: 1 })
      .map((days) => ({ ...days }) as BusinessHours["days"]),
    holidays: fc.array(
      fc.integer({ min: 0, max: 500 }).map((n) => DateTime.utc(2026, 1, 1).plus({ days: n }).toISODate()!)
    ),
  })
  const moment = fc.date({ min: at("2026-01-01T00:00Z"), max: at("2027-06-01T00:00Z"), noInvalidDate: true })
  // A week may have a minute only: more would be beyond the horizon.
  const minutes = fc.integer({ min: 0, max: 30 })

  it("reads them as they are", () => {
    fc.assert(
      fc.property(anHours, (hours) => {
        expect(readHours(JSON.parse(JSON.stringify(hours)))).toEqual({
          ...hours,
          holidays: [...new Set(hours.holidays)].sort(),
        })
      }),
      seeded("reading hours")
    )
  })

  it("has passed as much business time as was added", () => {
    fc.assert(
      fc.property(moment, minutes, anHours, (from, m, hours) => {
        expect(businessMinutesBetween(from, addBusinessTime(from, m, hours), hours)).toBe(m)
      }),
      seeded("adding and counting")
    )
  })

  it("ends no earlier for more, or from later, and adds up", () => {
    fc.assert(
      fc.property(moment, moment, minutes, minutes, anHours, (a, b, m, n, hours) => {
        const [from, later] = a <= b ? [a, b] : [b, a]
        const end = addBusinessTime(from, m, hours)
        expect(end.getTime()).toBeGreaterThanOrEqual(from.getTime())
        expect(addBusinessTime(later, m, hours).getTime()).toBeGreaterThanOrEqual(end.getTime())
        expect(addBusinessTime(from, m + n, hours).getTime()).toBeGreaterThanOrEqual(end.getTime())
        if (n > 0) {
          expect(addBusinessTime(end, n, hours)).toEqual(addBusinessTime(from, m + n, hours))
        }
      }),
      seeded("business time in order")
    )
  })

  it("counts what a clock counts that goes minute by minute", () => {
    const day = fc.integer({ min: 0, max: 540 })
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 2000 }), anHours, (start, length, hours) => {
        const from = DateTime.utc(2026, 1, 1).plus({ days: start })
        let counted = 0
        for (let minute = 0; minute < length; minute++) {
          const local = from.plus({ minutes: minute }).setZone(hours.time_zone)
          const [date, clock] = [local.toISODate()!, local.toFormat("HH:mm")]
          const open = (hours.days[local.weekday as 1] ?? []).some(
            ([opens, closes]) => opens <= clock && clock < closes
          )
          counted += open && !hours.holidays.includes(date) ? 1 : 0
        }
        const to = from.plus({ minutes: length })
        const zone = from.setZone(hours.time_zone)
        // A time that is there twice counts by its first, which a clock that is read again does not know.
        fc.pre(zone.minus({ days: 1 }).offset <= zone.plus({ days: 3 }).offset)
        expect(businessMinutesBetween(from.toJSDate(), to.toJSDate(), hours)).toBe(counted)
      }),
      seeded("minute by minute", 20)
    )
  })
})

describe("hours that a store owner sets", () => {
  it("are office hours in UTC when nothing is set, and by parts", () => {
    expect(readHours(undefined)).toEqual(DEFAULT_HOURS)
    expect(readHours({})).toEqual(DEFAULT_HOURS)
    expect(readHours({ time_zone: BERLIN })).toEqual({ ...DEFAULT_HOURS, time_zone: BERLIN })
  })

  it("come back in order, without the days that have none", () => {
    const days = {
      1: [
        ["13:00", "17:00"],
        ["08:00", "13:00"],
      ],
      2: [],
    }
    expect(readHours({ days, holidays: ["2026-12-26", "2026-12-25", "2026-12-26"] })).toEqual({
      time_zone: "UTC",
      days: {
        1: [
          ["08:00", "13:00"],
          ["13:00", "17:00"],
        ],
      },
      holidays: ["2026-12-25", "2026-12-26"],
    })
  })

  it.each([
    ["9 to 5", "must be an object"],
    [[], "must be an object"],
    [{ timezone: BERLIN }, `have no "timezone"`],
    [{ time_zone: "Europe/Atlantis" }, `not "Europe/Atlantis"`],
    [{ time_zone: "" }, "time_zone must be"],
    [{ time_zone: 2 }, "time_zone must be"],
    [{ days: null }, "days must be an object"],
    [{ days: [] }, "days must be an object"],
    [{ days: {} }, "at least one span"],
    [{ days: { 1: [], 5: [] } }, "at least one span"],
    [{ days: { 0: [["09:00", "17:00"]] } }, `"0" is none of them`],
    [{ days: { monday: [["09:00", "17:00"]] } }, `"monday" is none of them`],
    [{ days: { 1: ["09:00", "17:00"] } }, `day 1: "09:00" is no span`],
    [{ days: { 1: [["9:00", "17:00"]] } }, "is no span"],
    [{ days: { 1: [["09:00", "24:01"]] } }, "is no span"],
    [{ days: { 1: [["09:00", "17:60"]] } }, "is no span"],
    [{ days: { 1: [["09:00"]] } }, "is no span"],
    [{ days: { 1: [["22:00", "02:00"]] } }, "22:00 is not before 02:00. A night is two spans"],
    [{ days: { 1: [["09:00", "09:00"]] } }, "is not before"],
    [{ days: { 1: [["24:00", "24:00"]] } }, "is not before"],
    [
      {
        days: {
          1: [
            ["12:00", "17:00"],
            ["09:00", "13:00"],
          ],
        },
      },
      "09:00–13:00 and 12:00–17:00 overlap",
    ],
    [{ days: { 1: Array(25).fill(["09:00", "10:00"]) } }, "at most 24 spans"],
    [{ holidays: "2026-12-25" }, "holidays must be a list"],
    [{ holidays: ["25.12.2026"] }, `"25.12.2026" is none`],
    [{ holidays: ["2026-12-25", "2026-02-30"] }, `"2026-02-30" is none`],
    [{ holidays: [20261225] }, "is none"],
  ])("are refused with a sentence: %j", (value, sentence) => {
    expect(readHours(value)).toEqual({ error: expect.stringContaining(sentence) })
  })
})

import { DEFAULT_OFFSETS, dueAt, offsetsProblem, schedule } from "../due"

const DAY = 86_400_000

const at = (iso: string) => new Date(iso)
const term = (starts: string, ends: string) => ({ starts_at: at(starts), ends_at: at(ends) })
const year = term("2027-03-10T12:00:00Z", "2028-03-10T12:00:00Z")

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
  })

  it("is never where there is no end", () => {
    expect(schedule({ ...year, ends_at: null }, DEFAULT_OFFSETS)).toEqual([])
  })
})

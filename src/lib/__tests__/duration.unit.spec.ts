import { addDuration, durationToSeconds, isDuration, isDurationOrZero, subtractDuration } from "../duration"

describe("durations", () => {
  it.each(["P1Y", "P14D", "P1M", "P2W", "PT15M", "P1DT12H", "P100Y", "PT1S"])("%s is one", (text) => {
    expect(isDuration(text)).toBe(true)
  })

  it.each([
    "",
    "P",
    "PT",
    "1Y",
    "P1",
    "P-1D",
    "-P1D",
    "P1.5D",
    "P0D",
    "P101Y",
    "P1Y ",
    "p1y",
    "P1H",
    "P1D\n",
    "P99999999999D",
  ])("%j is none", (text) => {
    expect(isDuration(text)).toBe(false)
  })

  it("may be nothing where nothing is a choice", () => {
    expect(isDurationOrZero("P0D")).toBe(true)
    expect(isDurationOrZero("P7D")).toBe(true)
    expect(isDurationOrZero("P")).toBe(false)
  })

  it("follow the calendar, in UTC", () => {
    expect(addDuration(new Date("2027-01-31T23:30:00Z"), "P1M")).toEqual(new Date("2027-02-28T23:30:00Z"))
    expect(subtractDuration(new Date("2027-03-31T00:00:00Z"), "P1M")).toEqual(new Date("2027-02-28T00:00:00Z"))
  })

  it("have a length in seconds", () => {
    expect(durationToSeconds("P14D")).toBe(14 * 86_400)
    expect(durationToSeconds("P1Y")).toBe(365 * 86_400)
    expect(durationToSeconds("PT15M")).toBe(900)
  })
})

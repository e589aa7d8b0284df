import fc from "fast-check"
import { DateTime } from "luxon"
import { seeded } from "../../../../../lib/__tests__/seeded"
import { calendarZone, daytimeProblem, isDaytime, nextDaytime } from "../daytime"
import { isZone, zonesOf } from "../zones"

const MINUTE = 60_000
const at = (iso: string) => new Date(iso)
const next = (iso: string, zones: string[], from?: string, to?: string) =>
  nextDaytime(at(iso), zones, from && to ? { from, to } : undefined).toISOString()
const BERLIN = ["Europe/Berlin"]
const NEW_YORK = ["America/New_York"]
const LORD_HOWE = ["Australia/Lord_Howe"]

describe("the daytime that an operator sets", () => {
  it("is two times of the clock in order", () => {
    expect(daytimeProblem({ from: "09:00", to: "20:00" })).toBeNull()
    expect(daytimeProblem({ from: "00:00", to: "24:00" })).toBeNull()
    for (const [from, to] of [
      ["9:00", "20:00"],
      ["09:00", "24:01"],
      ["09:60", "20:00"],
      ["", "20:00"],
    ]) {
      expect(daytimeProblem({ from, to })).toMatch(/HH:MM/)
    }
    expect(daytimeProblem({ from: "20:00", to: "09:00" })).toMatch(/later/)
    expect(daytimeProblem({ from: "09:00", to: "09:00" })).toMatch(/later/)
  })
})

describe("the zones of a country", () => {
  it("are known for countries in any case, and all of them are zones", () => {
    expect(zonesOf("de")).toContain("Europe/Berlin")
    expect(zonesOf("US")).toEqual(expect.arrayContaining(["America/New_York", "Pacific/Honolulu"]))
    expect(zonesOf("ki")).toContain("Pacific/Kiritimati")
    expect(zonesOf("us").every(isZone)).toBe(true)
  })

  it("are the store's where the country is unknown or has none", () => {
    for (const country of [null, "", "zz", "hm", "constructor", "__proto__"]) {
      expect(zonesOf(country)).toEqual(["UTC"])
      expect(zonesOf(country, "Asia/Tokyo")).toEqual(["Asia/Tokyo"])
    }
  })
})

describe("whether it is daytime", () => {
  it("begins with the first minute and ends with the last", () => {
    expect(isDaytime(at("2027-01-15T07:59:59.999Z"), BERLIN)).toBe(false)
    expect(isDaytime(at("2027-01-15T08:00:00Z"), BERLIN)).toBe(true)
    expect(isDaytime(at("2027-01-15T18:59:59.999Z"), BERLIN)).toBe(true)
    expect(isDaytime(at("2027-01-15T19:00:00Z"), BERLIN)).toBe(false)
    expect(isDaytime(at("2027-07-15T07:00:00Z"), BERLIN)).toBe(true)
  })

  it("has to be in all zones of a country that has three hours in common", () => {
    const us = zonesOf("us")
    // 9:00 in Honolulu is 14:00 in New York in winter.
    expect(isDaytime(at("2027-01-15T18:59:00Z"), us)).toBe(false)
    expect(isDaytime(at("2027-01-15T19:00:00Z"), us)).toBe(true)
    expect(isDaytime(at("2027-01-16T00:59:00Z"), us)).toBe(true)
    expect(isDaytime(at("2027-01-16T01:00:00Z"), us)).toBe(false)
  })

  it("is the middle zone's where a country is too wide, as Russia", () => {
    const russia = zonesOf("ru")
    const middle = calendarZone(russia, at("2027-01-15T12:00:00Z"))
    expect(DateTime.fromISO("2027-01-15T12:00:00Z", { zone: middle }).offset).toBe(7 * 60)
    expect(isDaytime(at("2027-01-15T02:00:00Z"), russia)).toBe(true)
    expect(isDaytime(at("2027-01-15T12:59:00Z"), russia)).toBe(true)
    expect(isDaytime(at("2027-01-15T13:00:00Z"), russia)).toBe(false)
  })

  it("takes exactly three hours for enough", () => {
    const apart = (hours: number) => ["Etc/GMT", `Etc/GMT-${hours}`]
    expect(isDaytime(at("2027-01-15T10:00:00Z"), apart(8))).toBe(true)
    expect(isDaytime(at("2027-01-15T12:00:00Z"), apart(8))).toBe(false)
    // Nine hours apart two are left, and the western of two zones is the middle one.
    expect(isDaytime(at("2027-01-15T12:00:00Z"), apart(9))).toBe(true)
  })

  it("is by the clock and not by the date: UTC+14 and UTC-10 share all of it", () => {
    const zones = ["Pacific/Kiritimati", "Pacific/Honolulu"]
    expect(isDaytime(at("2027-01-15T19:00:00Z"), zones)).toBe(true)
    expect(isDaytime(at("2027-01-16T05:59:00Z"), zones)).toBe(true)
    expect(isDaytime(at("2027-01-16T06:00:00Z"), zones)).toBe(false)
    expect(isDaytime(at("2027-01-15T19:00:00Z"), ["Pacific/Kiritimati"])).toBe(true)
  })

  it("is UTC's where no zone is known", () => {
    for (const zones of [[], ["Mars/Olympus"]]) {
      expect(isDaytime(at("2027-01-15T09:00:00Z"), zones)).toBe(true)
      expect(isDaytime(at("2027-01-15T08:59:00Z"), zones)).toBe(false)
    }
  })
})

describe("when it is daytime next", () => {
  it("is now by day, and the morning by night", () => {
    expect(next("2027-01-15T12:34:56.789Z", BERLIN)).toBe("2027-01-15T12:34:56.789Z")
    expect(next("2027-01-15T19:00:00Z", BERLIN)).toBe("2027-01-16T08:00:00.000Z")
    expect(next("2027-01-15T06:00:00Z", ["Pacific/Kiritimati"])).toBe("2027-01-15T19:00:00.000Z")
  })

  it("is nine on the new clock in the morning after a change", () => {
    expect(next("2027-03-27T21:00:00Z", BERLIN)).toBe("2027-03-28T07:00:00.000Z")
    expect(next("2027-10-30T21:00:00Z", BERLIN)).toBe("2027-10-31T08:00:00.000Z")
    expect(next("2027-03-14T02:00:00Z", NEW_YORK)).toBe("2027-03-14T13:00:00.000Z")
    expect(next("2027-11-07T02:00:00Z", NEW_YORK)).toBe("2027-11-07T14:00:00.000Z")
    expect(next("2027-10-02T10:00:00Z", LORD_HOWE)).toBe("2027-10-02T22:00:00.000Z")
    expect(next("2027-04-03T10:00:00Z", LORD_HOWE)).toBe("2027-04-03T22:30:00.000Z")
  })

  it("is the next day where the whole window is in the hour that does not exist", () => {
    expect(next("2027-03-28T00:00:00Z", BERLIN, "02:10", "02:50")).toBe("2027-03-29T00:10:00.000Z")
    expect(next("2027-03-14T06:00:00Z", NEW_YORK, "02:10", "02:50")).toBe("2027-03-15T06:10:00.000Z")
    // On Lord Howe only half an hour is skipped.
    expect(next("2027-10-02T15:00:00Z", LORD_HOWE, "02:05", "02:25")).toBe("2027-10-03T15:05:00.000Z")
    expect(next("2027-10-02T15:00:00Z", LORD_HOWE, "02:20", "02:40")).toBe("2027-10-02T15:30:00.000Z")
  })

  it("is the moment of the change where the window begins in the hour that does not exist", () => {
    expect(next("2027-03-28T00:00:00Z", BERLIN, "02:30", "05:00")).toBe("2027-03-28T01:00:00.000Z")
  })

  it("comes twice where the hour does", () => {
    expect(next("2027-10-31T00:00:00Z", BERLIN, "02:10", "02:50")).toBe("2027-10-31T00:10:00.000Z")
    expect(next("2027-10-31T00:50:00Z", BERLIN, "02:10", "02:50")).toBe("2027-10-31T01:10:00.000Z")
    expect(next("2027-10-31T01:50:00Z", BERLIN, "02:10", "02:50")).toBe("2027-11-01T01:10:00.000Z")
  })

  it("jumps over a date that a country left out", () => {
    expect(next("2011-12-30T06:00:00Z", ["Pacific/Apia"])).toBe("2011-12-30T19:00:00.000Z")
    expect(next("2011-12-30T09:59:59Z", ["Pacific/Apia"], "00:00", "03:00")).toBe("2011-12-30T10:00:00.000Z")
  })

  it("is what looking at every minute finds, anywhere, near any change of clocks", () => {
    const lists = [
      BERLIN,
      NEW_YORK,
      LORD_HOWE,
      ["Pacific/Kiritimati"],
      ["Pacific/Chatham"],
      zonesOf("pt"),
      zonesOf("ki"),
    ]
    const changes = ["2027-03-28", "2027-10-31", "2027-03-14", "2027-11-07", "2027-10-02", "2027-04-03", "2028-02-29"]
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`
    const window = fc
      .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 240 }))
      .map(([from, length]) => ({ from: clock(from), to: clock(from + length) }))
    fc.assert(
      fc.property(
        fc.constantFrom(...lists),
        fc.constantFrom(...changes),
        fc.integer({ min: -24 * 60, max: 24 * 60 }),
        window,
        (zones, change, minute, daytime) => {
          const now = new Date(at(`${change}T00:00:00Z`).getTime() + minute * MINUTE)
          const found = nextDaytime(now, zones, daytime)
          let looked = now
          while (!isDaytime(looked, zones, daytime)) {
            looked = new Date(looked.getTime() + MINUTE)
          }
          expect(found).toEqual(looked)
        }
      ),
      seeded("next daytime", 40)
    )
  })
})

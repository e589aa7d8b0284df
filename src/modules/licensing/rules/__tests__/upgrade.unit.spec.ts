import { addDuration } from "../../../../lib/duration"
import { upgradeTo, type UpgradeSubject, type UpgradeTarget } from "../upgrade"

const NOW = new Date("2027-03-10T09:30:00Z")
const SOLD = new Date("2026-09-01T12:00:00Z")

const term = (starts_at: Date, ends_at: Date | null) => ({ starts_at, ends_at, updates_until: null, reverted_at: null })
const subject = (more: Partial<UpgradeSubject> = {}): UpgradeSubject => ({
  status: "active",
  seats: 5,
  term: "P1Y",
  grace: "P7D",
  activation_kind: "device",
  terms: [term(SOLD, addDuration(SOLD, "P1Y"))],
  ...more,
})
const target = (more: Partial<UpgradeTarget> = {}): UpgradeTarget => ({
  seats: 10,
  term: "P1Y",
  quantity_means: "keys",
  activation_kind: "device",
  ...more,
})
const perpetual = { term: null, terms: [term(SOLD, null)] }
const to = (license: Partial<UpgradeSubject>, plan: Partial<UpgradeTarget>) =>
  upgradeTo(subject(license), target(plan), NOW)

describe("an upgrade", () => {
  it("brings more seats and leaves the end, or a longer term that starts anew, or both", () => {
    expect(to({}, {})).toEqual({ seats: 10, units: 1, starts_anew: false })
    expect(to({}, { term: "P12M" })).toMatchObject({ starts_anew: false })
    expect(to({}, { seats: null })).toEqual({ seats: null, units: 1, starts_anew: false })
    expect(to({}, { seats: 5, term: "P2Y" })).toEqual({ seats: 5, units: 1, starts_anew: true })
    expect(to({}, { term: null })).toEqual({ seats: 10, units: 1, starts_anew: true })
    expect(to(perpetual, { term: null })).toMatchObject({ starts_anew: false })
  })

  it("takes as many units as the license's seats need, where the quantity multiplies them", () => {
    expect(to({ seats: 12 }, { seats: 5, quantity_means: "seats" })).toMatchObject({ seats: 15, units: 3 })
    expect(to({ seats: 5 }, { seats: 20, quantity_means: "seats" })).toMatchObject({ seats: 20, units: 1 })
  })

  it.each([
    ["neither more seats nor a longer term", {}, { seats: 5 }, "no more seats"],
    ["fewer seats, for however long", {}, { seats: 4, term: null }, "fewer seats"],
    ["seats with a number, of unlimited ones", { seats: null }, { term: null }, "fewer seats"],
    ["a shorter term, with however many seats", {}, { seats: null, term: "P1M" }, "shorter term"],
    ["a term, of a license without end", perpetual, {}, "shorter term"],
    ["another kind of installation", {}, { activation_kind: "site" as const }, "another kind"],
  ])("is not %s", (_, license, plan, why) => {
    expect(to(license, plan)).toMatch(why)
  })

  it("is not for a license that is suspended or revoked, or that ended before its grace; in its grace it is", () => {
    expect(to({ status: "suspended" }, {})).toMatch("suspended")
    expect(to({ status: "revoked" }, {})).toMatch("revoked")
    const ended = (by: string) => ({ terms: [term(SOLD, addDuration(NOW, by))] })
    expect(upgradeTo(subject(ended("PT1S")), target(), addDuration(NOW, "P7D"))).toMatchObject({ seats: 10 })
    expect(upgradeTo(subject(ended("PT1S")), target(), addDuration(NOW, "P8D"))).toMatch("has ended")
    expect(to({ terms: [] }, {})).toMatch("has ended")
  })

  it("measures a license whose plan has no term any more by its longest stretch", () => {
    expect(to({ term: null }, { seats: 5, term: "P2Y" })).toMatchObject({ starts_anew: true })
    expect(to({ term: null }, { term: "P1M" })).toMatch("shorter term")
  })
})

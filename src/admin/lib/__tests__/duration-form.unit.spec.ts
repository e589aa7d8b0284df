import { durationInWords, durationToForm, formToDuration, withUnit } from "../duration-form"
import { textsIn } from "./texts"

describe("a duration in a form", () => {
  it.each([
    ["P1Y", "years", "1"],
    ["P14D", "days", "14"],
    ["P2W", "weeks", "2"],
    ["P6M", "months", "6"],
    ["PT15M", "minutes", "15"],
    ["PT12H", "hours", "12"],
    ["P0D", "days", "0"],
  ])("shows %s as a number and a unit, and writes it back", (iso, unit, amount) => {
    const value = durationToForm(iso)
    expect(value).toMatchObject({ unit, amount })
    expect(formToDuration(value, { zero: true })).toEqual({ ok: true, iso })
  })

  it.each(["P1Y6M", "P1DT12H", "PT90S"])("keeps %s as ISO text, which no single unit says", (iso) => {
    expect(durationToForm(iso)).toEqual({ unit: "iso", amount: "", iso })
    expect(formToDuration(durationToForm(iso))).toEqual({ ok: true, iso })
  })

  it("takes none only where none is an answer", () => {
    expect(formToDuration(durationToForm(null), { optional: true })).toEqual({ ok: true, iso: null })
    expect(formToDuration(durationToForm(null))).toEqual({ ok: false, error: "required" })
  })

  it.each([
    ["", "required"],
    ["1.5", "invalid_amount"],
    ["-1", "invalid_amount"],
    ["a week", "invalid_amount"],
    ["1234567", "invalid_amount"],
    ["0", "zero"],
  ])("refuses %p days", (amount, error) => {
    expect(formToDuration({ unit: "days", amount, iso: "" })).toEqual({ ok: false, error })
  })

  it.each([
    ["", "required"],
    ["1 year", "invalid_iso"],
    ["P", "invalid_iso"],
    ["P1YT", "invalid_iso"],
    ["P-1Y", "invalid_iso"],
    ["P1.5D", "invalid_iso"],
    ["PT0S", "zero"],
  ])("refuses the ISO text %p", (iso, error) => {
    expect(formToDuration({ unit: "iso", amount: "", iso })).toEqual({ ok: false, error })
  })

  it("forgives lower case and spaces in ISO text, and leading zeros in a number", () => {
    expect(formToDuration({ unit: "iso", amount: "", iso: " p1y6m " })).toEqual({ ok: true, iso: "P1Y6M" })
    expect(formToDuration({ unit: "days", amount: "007", iso: "" })).toEqual({ ok: true, iso: "P7D" })
  })

  it("carries what was typed over to another unit", () => {
    expect(withUnit({ unit: "months", amount: "6", iso: "" }, "iso")).toMatchObject({ unit: "iso", iso: "P6M" })
    expect(withUnit(durationToForm(null), "years")).toMatchObject({ unit: "years", amount: "1" })
    expect(formToDuration(withUnit(durationToForm("P1Y"), "none"), { optional: true })).toEqual({ ok: true, iso: null })
  })
})

describe("a duration in words", () => {
  it.each([
    ["P1Y", "1 year"],
    ["P14D", "14 days"],
    ["P1Y6M", "1 year 6 months"],
    ["PT15M", "15 minutes"],
    ["P0D", "None"],
    ["nonsense", "nonsense"],
  ])("says %s as %p", async (iso, words) => {
    expect(durationInWords(iso, await textsIn("en"))).toBe(words)
  })

  it("speaks German too", async () => {
    expect(durationInWords("P2Y", await textsIn("de"))).toBe("2 Jahre")
    expect(durationInWords("P30D", await textsIn("de"), "duration_within")).toBe("30 Tagen")
  })
})

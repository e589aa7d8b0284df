import { resolveEu } from "../options-eu"
import { EU_EEA } from "../rules/eu/applies"

describe("the options about withdrawals", () => {
  it("are the law's of the Union and the EEA, unless something else is set", () => {
    expect(resolveEu({}, {})).toEqual({ countries: EU_EEA, regions: {}, waiver: true })
  })

  it("come from the environment, and stand back behind what is in the file", () => {
    const env = {
      LICENSE_CENTER_EU_COUNTRIES: "DE, at",
      LICENSE_CENTER_EU_REGIONS: '{"reg_1":"off"}',
      LICENSE_CENTER_EU_WAIVER: "off",
    }
    expect(resolveEu({}, env)).toEqual({ countries: ["de", "at"], regions: { reg_1: "off" }, waiver: false })
    expect(resolveEu({ countries: "off", regions: {}, waiver: "on" }, env)).toEqual({
      countries: [],
      regions: {},
      waiver: true,
    })
    expect(resolveEu({}, { LICENSE_CENTER_EU_COUNTRIES: "off" }).countries).toEqual([])
    expect(resolveEu({}, { LICENSE_CENTER_EU_COUNTRIES: "eu-eea" }).countries).toEqual(EU_EEA)
  })

  it.each([
    [{ countries: ["Germany"] }, /eu\.countries/],
    [{ regions: { reg_1: "maybe" as "on" } }, /eu\.regions\.reg_1/],
    [{ waiver: "yes" as "on" }, /eu\.waiver/],
  ])("refuse %p", (raw, problem) => {
    expect(() => resolveEu(raw, {})).toThrow(problem)
  })

  it("refuse an environment that is no JSON", () => {
    expect(() => resolveEu({}, { LICENSE_CENTER_EU_REGIONS: "reg_1" })).toThrow(/must be JSON/)
  })
})

import { appliesAnywhere, appliesTo, EU_EEA } from "../applies"

const scope = { countries: EU_EEA, regions: { reg_off: "off", reg_on: "on" } } as const
const at = (country_code: string | null, region_id: string | null = null, region_countries: string[] = []) =>
  appliesTo({ country_code, region_id, region_countries }, scope)

describe("whether the law gives a right of withdrawal", () => {
  it("goes by the country of the bill, in any case", () => {
    expect(at("de")).toBe(true)
    expect(at("NO")).toBe(true)
    expect(at("re")).toBe(true)
    expect(at("gb")).toBe(false)
    expect(at("ch")).toBe(false)
    expect(at("us")).toBe(false)
  })

  it("lets a region say otherwise", () => {
    expect(at("de", "reg_off")).toBe(false)
    expect(at("us", "reg_on")).toBe(true)
    expect(at("de", "reg_other")).toBe(true)
    expect(at("us", "constructor")).toBe(false)
  })

  it("asks too often rather than too rarely while no address is known", () => {
    expect(at(null, "reg_other", ["us", "de"])).toBe(true)
    expect(at(null, "reg_other", ["us", "ca"])).toBe(false)
    expect(at(null)).toBe(false)
  })

  it("knows when there is nobody to offer it to", () => {
    expect(appliesAnywhere(scope)).toBe(true)
    expect(appliesAnywhere({ countries: [], regions: { reg_on: "on" } })).toBe(true)
    expect(appliesAnywhere({ countries: [], regions: { reg_off: "off" } })).toBe(false)
  })

  it("names every country of the Union and the EEA once", () => {
    expect(new Set(EU_EEA).size).toBe(EU_EEA.length)
    expect(EU_EEA.filter((code) => !["ax", "gf", "gp", "mf", "mq", "re", "yt"].includes(code))).toHaveLength(30)
  })
})

/** ISO 3166-1 alpha-2, lower case: the Union, the parts of it with a code of their own, and the rest of the EEA. */
export const EU_EEA: readonly string[] = [
  ..."at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk".split(" "),
  ..."ax gf gp mf mq re yt".split(" "),
  ..."is li no".split(" "),
]

export type EuScope = {
  countries: readonly string[]
  /** By id of a Medusa region; stronger than the country. */
  regions: Readonly<Record<string, "on" | "off">>
}

export type Place = {
  /** Of the billing address, or where there is none of the shipping address. */
  country_code: string | null
  region_id: string | null
  /** Of the region: what there is to go by before an address is known. */
  region_countries?: readonly string[]
}

/** Whether the law gives the buyer a right of withdrawal (directive 2011/83/EU, article 9). What is unknown may be it. */
export function appliesTo({ country_code, region_id, region_countries = [] }: Place, scope: EuScope): boolean {
  const chosen = region_id !== null && Object.hasOwn(scope.regions, region_id) ? scope.regions[region_id] : null
  if (chosen) {
    return chosen === "on"
  }
  const countries = country_code ? [country_code] : region_countries
  return countries.some((code) => scope.countries.includes(code.toLowerCase()))
}

/** Whether there is anybody at all to offer a withdrawal to. */
export function appliesAnywhere({ countries, regions }: EuScope): boolean {
  return countries.length > 0 || Object.values(regions).includes("on")
}

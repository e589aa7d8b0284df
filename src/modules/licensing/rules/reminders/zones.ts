import { getCountry, type CountryCode } from "countries-and-timezones"
import { IANAZone } from "luxon"

export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}

/**
 * The time zones of a country, or the store's where the country is unknown or has none.
 *
 * @param country ISO 3166-1 alpha-2, in any case
 */
export function zonesOf(country: string | null, storeZone = "UTC"): string[] {
  const known = country && /^[a-z]{2}$/i.test(country) ? getCountry(country.toUpperCase() as CountryCode) : null
  // Node.js may be built with zones older than the list.
  const zones = known?.timezones.filter(isZone) ?? []
  return zones.length ? zones : [storeZone]
}

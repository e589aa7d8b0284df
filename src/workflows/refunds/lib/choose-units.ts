import { MedusaError } from "@medusajs/framework/utils"
import type { UnitAbout } from "./units"

/**
 * Units by what callers name them: their own ids, or those of their licenses. Null stays null: all of them.
 *
 * @throws MedusaError invalid_data for a name that is none of the order's
 */
export function chooseUnits(
  units: ReadonlyMap<string, UnitAbout>,
  names: readonly string[] | null | undefined
): string[] | null {
  if (!names) {
    return null
  }
  return names.flatMap((name) => {
    const named = units.has(name) ? [name] : idsOfLicense(units, name)
    if (!named.length) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, `${name} is not a unit of this order`)
    }
    return named
  })
}

const idsOfLicense = (units: ReadonlyMap<string, UnitAbout>, license_id: string) =>
  [...units.values()].filter((unit) => unit.license_id === license_id).map(({ unit_id }) => unit_id)

import { present } from "../../../lib/amounts"
import type { Place } from "../../../modules/refunds/rules/eu/applies"

/** Of a cart as of an order. */
export const PLACE_FIELDS = [
  "region_id",
  "region.countries.iso_2",
  "billing_address.country_code",
  "shipping_address.country_code",
]

export type Placed = {
  region_id?: string | null
  region?: { countries?: ({ iso_2: string } | null)[] | null } | null
  billing_address?: { country_code?: string | null } | null
  shipping_address?: { country_code?: string | null } | null
}

export function placeOf({
  region_id,
  region,
  billing_address,
  shipping_address,
}: Placed): Place & { country_code: string | null } {
  return {
    country_code: (billing_address?.country_code || shipping_address?.country_code || null)?.toLowerCase() ?? null,
    region_id: region_id ?? null,
    region_countries: present(region?.countries).map(({ iso_2 }) => iso_2),
  }
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { minorDigits } from "./renewal-prices"
import { quoteRenewals, type RenewalQuotes } from "./quote-renewals"

export type RenewalPrice = { amount: number; currency_code: string }

/** Quotes for where they are only told: a mail and a page are better without prices than not there at all. */
export async function tryQuotes(container: MedusaContainer, license_ids: string[]): Promise<RenewalQuotes | null> {
  try {
    return await quoteRenewals(container, license_ids)
  } catch {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn("License Center: what renewals cost could not be found out. A reminder or its page names no price.")
    return null
  }
}

/**
 * What one cart that renews all of the licenses would charge for each.
 *
 * @returns by license; those that cannot be renewed are missing, and all of them when the quote fails
 */
export async function priceRenewals(
  container: MedusaContainer,
  license_ids: string[]
): Promise<Map<string, RenewalPrice>> {
  return pricesOf(await tryQuotes(container, license_ids))
}

/** By license; those that cannot be renewed are missing. */
export function pricesOf(quotes: RenewalQuotes | null): Map<string, RenewalPrice> {
  return new Map(
    (quotes?.renewals ?? []).flatMap(({ quote: { license_id, unit_price, quantity, currency_code } }) =>
      unit_price === null || currency_code === null
        ? []
        : [[license_id, { amount: totalOf(unit_price, quantity, currency_code), currency_code }]]
    )
  )
}

const totalOf = (unit_price: number, quantity: number, currency_code: string) =>
  Number((unit_price * quantity).toFixed(minorDigits(currency_code)))

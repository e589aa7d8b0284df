import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { minorDigits } from "./renewal-prices"
import { quoteRenewals } from "./quote-renewals"

export type RenewalPrice = { amount: number; currency_code: string }

/**
 * What one cart that renews all of the licenses would charge for each, for where it is only told: a mail and a page are
 * better without prices than not there at all.
 *
 * @returns by license; those that cannot be renewed are missing, and all of them when the quote fails
 */
export async function priceRenewals(
  container: MedusaContainer,
  license_ids: string[]
): Promise<Map<string, RenewalPrice>> {
  try {
    const { renewals } = await quoteRenewals(container, license_ids)
    return new Map(
      renewals.flatMap(({ quote: { license_id, unit_price, quantity, currency_code } }) =>
        unit_price === null || currency_code === null
          ? []
          : [[license_id, { amount: totalOf(unit_price, quantity, currency_code), currency_code }]]
      )
    )
  } catch {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn("License Center: what renewals cost could not be found out. A reminder or its page names no price.")
    return new Map()
  }
}

const totalOf = (unit_price: number, quantity: number, currency_code: string) =>
  Number((unit_price * quantity).toFixed(minorDigits(currency_code)))

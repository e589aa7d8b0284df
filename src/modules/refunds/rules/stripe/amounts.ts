/**
 * As Medusa's Stripe provider has them, where that and Stripe's documentation differ (UGX) too: what it sent to Stripe
 * comes back in disputes and refunds, and has to come back as the amount that Medusa knows.
 */
const ZERO_DECIMAL = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" ")
const THREE_DECIMAL = "bhd iqd jod kwd omr tnd".split(" ")

/**
 * @param amount in the currency's smallest unit, as Stripe says it
 * @param currency in lower case, as Stripe and Medusa write it
 * @returns in the currency's major unit, as Medusa stores it
 */
export function toMajorUnit(amount: number, currency: string): number {
  if (ZERO_DECIMAL.includes(currency)) {
    return amount
  }
  return amount / (THREE_DECIMAL.includes(currency) ? 1000 : 100)
}

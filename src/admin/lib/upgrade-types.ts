/** See `UpgradeQuote` in docs/openapi.yaml. */
export type UpgradeQuote = {
  price: number
  credit: number
  days_left: number | null
  days_of_term: number | null
  due: number
  currency_code: string
  seats: number | null
  expires_at: string | null
  entitlements_gained: string[]
  entitlements_lost: string[]
}

/** `checkout_url` is null when the store has not said where a cart is paid. */
export type UpgradeCart = { cart: { id: string }; checkout_url: string | null; quote: UpgradeQuote }

export type Upgrade = {
  variant_id: string
  plan: { code: string; name: string; seats: number | null; term: string | null }
  quote: UpgradeQuote
}

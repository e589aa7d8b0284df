import type { RuleName } from "./verdicts"

export type RefundOptions = {
  /** For how many days after the purchase the rules speak for a refund without a further reason; the last one counts in full. */
  window_days: number
  /** Rules that are not tried. */
  off: readonly RuleName[]
  /** So many activations make a license used. */
  used_activations: number
  /** So many downloads make a license used. */
  used_downloads: number
  /** So many earlier refunds within twelve months, and a person looks before goodwill is shown; null = never. */
  review_after_refunds: number | null
}

export const DEFAULT_REFUND_OPTIONS: RefundOptions = {
  window_days: 14,
  off: [],
  used_activations: 1,
  used_downloads: 1,
  review_after_refunds: 3,
}

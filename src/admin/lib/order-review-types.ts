import type { License, ReconcileFlag } from "./types"
import type { UpgradeQuote } from "./upgrade-types"

/** A paid upgrade that waits for a decision. */
export type StaleUpgrade = {
  line_item_id: string
  /** `late`: paid after its price had run out; `changed`: the license has changed since. */
  reason: "late" | "changed"
  license: { id: string; masked_key: string }
  from_plan: string
  to_plan: string
  paid: number
  currency_code: string
  /** What it costs today; null where it cannot be bought any more. */
  today: UpgradeQuote | null
}

export type OrderUpgrade = {
  id: string
  license: License
  from_plan: string
  to_plan: string
  applied_at: string
  rolled_back_at: string | null
}

export type RevertedRenewal = { id: string; license: License; reverted_at: string; reason: string | null }

/** What there is to tell of an order besides its licenses. */
export type OrderReview = {
  flags: ReconcileFlag[]
  stale_upgrades: StaleUpgrade[]
  upgrades: OrderUpgrade[]
  reverted_renewals: RevertedRenewal[]
}

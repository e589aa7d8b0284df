import type { RefundFacts } from "./facts"

/** Stripe's words for a dispute that a bank has opened. An inquiry (`warning_…`) holds no money back, and a refund ends it. */
const OPEN = ["needs_response", "under_review"]

/** @param statuses of all disputes of the order's payments, as the provider says them */
export function disputeStanding(statuses: readonly string[]): RefundFacts["dispute"] {
  if (statuses.includes("lost")) {
    return "lost"
  }
  if (statuses.some((status) => OPEN.includes(status))) {
    return "open"
  }
  return statuses.includes("won") ? "won" : "none"
}

import { daysBetween } from "./days"
import { plain, type Reason } from "./reasons"
import { hasBegun } from "./usage"
import type { RefundFacts, UnitFacts } from "./facts"

/** By law, and so no option: directive 2011/83/EU, article 9. */
const LIMIT_DAYS = 14

/**
 * Why the customer may withdraw by law, or null. The right is lost only once the performance began, and only by a waiver
 * that was complete before (article 16, point m).
 */
export function withdrawalReasons(unit: UnitFacts, facts: RefundFacts): Reason[] | null {
  const days = daysBetween(facts.purchased_at, facts.withdrawal_declared_at ?? facts.now)
  if (!facts.withdrawal_applies || days === null || days > LIMIT_DAYS) {
    return null
  }
  const open = whyOpen(unit, facts)
  const declared = facts.withdrawal_declared_at !== null
  return open && [{ code: "withdrawal_in_time", params: { days, limit_days: LIMIT_DAYS, declared } }, open]
}

/** Whether a withdrawal came before the end of the period; its last day counts in full. */
export function isInTime(purchased_at: Date, declared_at: Date): boolean {
  const days = daysBetween(purchased_at, declared_at)
  return days !== null && days <= LIMIT_DAYS
}

function whyOpen(unit: UnitFacts, facts: RefundFacts): Reason | null {
  const { waiver, now } = facts
  if (!hasBegun(unit, now)) {
    return plain("not_begun")
  }
  if (!waiver) {
    return plain("no_waiver")
  }
  if (!waiver.consented || !waiver.acknowledged || !waiver.recorded_at) {
    return plain("waiver_incomplete")
  }
  return waiver.recorded_at > begunAt(unit, facts) ? plain("waiver_late") : null
}

function begunAt(unit: UnitFacts, { purchased_at, now }: RefundFacts): Date {
  if (unit.kind !== "renewal") {
    return unit.first_delivered_at ?? now
  }
  // The renewal of a license that had run out may be laid from its old end, which is before anybody bought it.
  const starts_at = unit.term_starts_at ?? now
  return starts_at > purchased_at ? starts_at : purchased_at
}

import { HOUR } from "./days"
import { isKept } from "./money"
import { isAhead, isTouched } from "./usage"
import type { OtherOrder, RefundFacts, UnitFacts } from "./facts"

const APART_HOURS = 24

export type Duplicate = { order_id: string; display_id: number | null; hours: number }

/**
 * The order that a unit was bought twice of: the nearest earlier one that sold the same, 24 hours before at most. So
 * the earlier of two is never a duplicate, and of three in a row the two later ones are. An order that was refunded, if
 * only in part, holds nothing against the later one: otherwise the customer would be left without any.
 *
 * @returns hours are whole ones; null also when any such unit in this order was used, for then it was wanted
 */
export function duplicateOf(unit: UnitFacts, facts: RefundFacts): Duplicate | null {
  const own = facts.units.filter((each) => isSame(unit, each))
  if (own.some((each) => isTouched(each) && !isAhead(each, facts.now))) {
    return null
  }
  const [nearest] = facts.other_orders
    .filter((other) => isSame(unit, other) && isEarlier(other, facts) && isKept(other))
    .filter((other) => distance(other, facts) <= APART_HOURS * HOUR)
    .sort((a, b) => (isEarlier(a, b) ? 1 : -1))
  if (!nearest) {
    return null
  }
  const { order_id, display_id } = nearest
  return { order_id, display_id, hours: Math.floor(distance(nearest, facts) / HOUR) }
}

/** Two keys of one variant, or the same key's time or plan paid for twice: renewals of two keys are both wanted. */
function isSame(unit: UnitFacts, other: Pick<OtherOrder, "variant_id" | "kind" | "license_id">): boolean {
  if (unit.variant_id !== other.variant_id || unit.kind !== other.kind) {
    return false
  }
  return unit.kind === "initial" || (unit.license_id !== null && unit.license_id === other.license_id)
}

type Placed = Pick<OtherOrder, "order_id" | "purchased_at">

/** Of two at the same moment the ids decide, so that exactly one of them is the earlier. */
function isEarlier(a: Placed, b: Placed): boolean {
  const apart = a.purchased_at.getTime() - b.purchased_at.getTime()
  return apart < 0 || (apart === 0 && a.order_id < b.order_id)
}

const distance = (a: Placed, b: Placed) => Math.abs(a.purchased_at.getTime() - b.purchased_at.getTime())

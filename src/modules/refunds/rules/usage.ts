import type { RefundOptions } from "./options"
import type { UnitFacts } from "./facts"

/** A renewal has begun with its term, everything else with the key: nobody can use what never left. */
export function hasBegun(unit: UnitFacts, now: Date): boolean {
  return unit.kind === "renewal" ? !isAhead(unit, now) : isDelivered(unit) || isTouched(unit)
}

export function isDelivered({ delivery, first_delivered_at }: UnitFacts): boolean {
  return delivery === "sent" || first_delivered_at !== null
}

/** A renewal whose term is still to come. One without a start counts as begun: to be careful. */
export function isAhead({ kind, term_starts_at }: UnitFacts, now: Date): boolean {
  return kind === "renewal" && term_starts_at !== null && term_starts_at > now
}

/** Any use at all, whatever the store forgives. */
export function isTouched(unit: UnitFacts): boolean {
  return activations(unit) > 0 || unit.downloads > 0 || unit.last_validated_at !== null
}

/**
 * Used as the store counts it. The figures of a renewal are those of the license, from terms that are not given back:
 * they say nothing as long as its own is still to come.
 */
export function isUsed(unit: UnitFacts, now: Date, options: RefundOptions): boolean {
  if (isAhead(unit, now)) {
    return false
  }
  // An activation explains the validations after it, and is forgiven with them.
  const unexplained = activations(unit) === 0 && unit.last_validated_at !== null
  return activations(unit) >= options.used_activations || unit.downloads >= options.used_downloads || unexplained
}

export const activations = (unit: UnitFacts) => Math.max(unit.activations_ever, unit.activations_live)

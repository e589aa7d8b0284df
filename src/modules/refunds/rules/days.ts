export const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * Whole periods of 24 hours from one to the other; 0 when the second is not later, null when one of them is no time.
 * The first period is day 0, so that `daysBetween(…) <= 14` holds until the fourteenth day after the purchase is over
 * in full, in every time zone.
 */
export function daysBetween(from: Date, to: Date): number | null {
  const days = Math.floor((to.getTime() - from.getTime()) / DAY)
  return Number.isNaN(days) ? null : Math.max(0, days)
}

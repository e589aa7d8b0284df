import { addDuration } from "../../../lib/duration"
import type { Coverage } from "./terms"

/** A later end has five digits in its year, which not every reader of ISO 8601 takes. */
const LAST_YEAR = 9999

export type Extension = {
  /** The row to add. It is never without an end: alone it covers what was added, and no more. */
  term: { starts_at: Date; ends_at: Date; updates_until: Date | null }
  /** What the license adds up to with it; null = perpetual, as before */
  expires_at: Date | null
  updates_until: Date
}

/** Why nothing can be added: the license and its updates never end, or the new end is out of reach. */
export type NoExtension = "endless" | "too_far"

/**
 * What an extension by `by` (ISO 8601) adds to what the terms of a license cover. Validity and updates each go on from
 * their own end, or from now when that is over: nobody loses a day that was paid for, and nobody pays for days gone by.
 * Of a license that never ends only the updates are extended.
 */
export function extension(covered: Coverage, by: string, now: Date): Extension | NoExtension {
  const perpetual = covered.has_term && covered.expires_at === null
  if (perpetual && covered.updates_until === null) {
    return "endless"
  }
  const updates = added(covered.updates_until, by, now)
  const { from, to } = perpetual ? updates : added(covered.expires_at, by, now)
  if (Math.max(to.getUTCFullYear(), updates.to.getUTCFullYear()) > LAST_YEAR) {
    return "too_far"
  }
  return {
    term: { starts_at: from, ends_at: to, updates_until: updates.to.getTime() === to.getTime() ? null : updates.to },
    expires_at: perpetual ? null : to,
    updates_until: updates.to,
  }
}

function added(end: Date | null, by: string, now: Date): { from: Date; to: Date } {
  const from = end && end > now ? end : now
  return { from, to: addDuration(from, by) }
}

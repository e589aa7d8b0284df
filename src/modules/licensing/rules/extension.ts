import { addDuration } from "../../../lib/duration"
import type { Coverage } from "./terms"

/** A later end has five digits in its year, which not every reader of ISO 8601 takes. */
const LAST_YEAR = 9999

/** How long something is added, in ISO 8601. */
export type Stretch = {
  duration: string
  /** Of the updates; null = they follow the validity */
  updates_duration: string | null
}

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
  return continuation(covered, { duration: by, updates_duration: by }, now, "P0D")
}

/**
 * What a stretch of time adds. It joins on to the end while `at` is not later than `grace` after it: in that time the
 * software went on running. Later it begins at `at`.
 *
 * @param at when it was paid, or given
 * @param grace ISO 8601
 */
export function continuation(covered: Coverage, by: Stretch, at: Date, grace: string): Extension | NoExtension {
  const perpetual = covered.has_term && covered.expires_at === null
  if (perpetual && covered.updates_until === null) {
    return "endless"
  }
  const own = by.updates_duration ?? (perpetual ? by.duration : null)
  const updates = own === null ? null : added(covered.updates_until, own, at, grace)
  const validity = perpetual ? updates! : added(covered.expires_at, by.duration, at, grace)
  const { from, to } = validity
  const updates_to = updates?.to ?? latest(covered.updates_until, to)
  if (Math.max(to.getUTCFullYear(), updates_to.getUTCFullYear()) > LAST_YEAR) {
    return "too_far"
  }
  const follows = updates === null || updates.to.getTime() === to.getTime()
  return {
    term: { starts_at: from, ends_at: to, updates_until: follows ? null : updates.to },
    expires_at: perpetual ? null : to,
    updates_until: updates_to,
  }
}

/**
 * Whether what costs nothing may be added: only to what ends within the time that it adds. Otherwise nothing would keep
 * anybody from a hundred years of it.
 *
 * @param joins where it would begin
 */
export function mayBeFree(joins: Date, duration: string, at: Date): boolean {
  return joins <= addDuration(at, duration)
}

function added(end: Date | null, by: string, at: Date, grace: string): { from: Date; to: Date } {
  const from = end && at <= addDuration(end, grace) ? end : at
  return { from, to: addDuration(from, by) }
}

function latest(a: Date | null, b: Date): Date {
  return a && a > b ? a : b
}

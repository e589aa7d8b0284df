import { addDuration } from "../../../lib/duration"

export type TermSpan = { ends_at: Date | null; updates_until: Date | null; reverted_at: Date | null }

export type Coverage = {
  has_term: boolean
  /** null = perpetual (or no term at all: see `has_term`) */
  expires_at: Date | null
  /** null = as long as the license is valid, without an end of its own */
  updates_until: Date | null
}

/**
 * What the terms of a license add up to. The latest end wins, and "no end" wins over every end.
 * A term without its own `updates_until` covers updates as long as it runs.
 *
 * The hot path computes the same in SQL (services/license-lookup.ts); a test holds the two together.
 */
export function coverage(terms: TermSpan[]): Coverage {
  const live = terms.filter((term) => !term.reverted_at)
  return {
    has_term: live.length > 0,
    expires_at: latest(live.map((term) => term.ends_at)),
    updates_until: latest(live.map((term) => term.updates_until ?? term.ends_at)),
  }
}

/** The first term of a license sold at `starts_at`. Durations are ISO 8601; null means without end. */
export function initialTerm(plan: { term: string | null; updates_term: string | null }, starts_at: Date) {
  return {
    starts_at,
    ends_at: plan.term ? addDuration(starts_at, plan.term) : null,
    updates_until: plan.updates_term ? addDuration(starts_at, plan.updates_term) : null,
    duration: plan.term,
    updates_duration: plan.updates_term,
  }
}

function latest(ends: (Date | null)[]): Date | null {
  if (!ends.length || ends.includes(null)) {
    return null
  }
  return new Date(Math.max(...ends.map((end) => end!.getTime())))
}

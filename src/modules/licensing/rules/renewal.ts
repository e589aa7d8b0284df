import { addDuration, exactDuration } from "../../../lib/duration"
import type { LicenseStatus } from "../types"
import { continuation, type Extension, type Stretch } from "./extension"
import type { Coverage } from "./terms"

export type Renewable = Coverage & {
  status: LicenseStatus
  grace: string
  /** Of its plan as it is now, ISO 8601. */
  term: string | null
  updates_term: string | null
}

/** Why a license cannot be renewed, whatever it costs. */
export type NoRenewal = "suspended" | "revoked" | "endless" | "too_far"
/** Why it cannot be renewed to a date: its end is not before it, or it is more than {@link MOST_TERMS} away. */
export type NoAlignment = NoRenewal | "not_before" | "too_long"

export type Renewal = {
  /** What an offer of it says. */
  stretch: Stretch
  added: Extension
  /** How much of a full term it is. */
  part: { days: number; of: number } | null
}

/** So far ahead may a license be renewed to a date. */
const MOST_TERMS = 2
const DAY_MS = 86_400_000

/** One more term of the plan, as if it were paid at `now`. */
export function renewal(license: Renewable, now: Date): Renewal | NoRenewal {
  if (license.status !== "active") {
    return license.status
  }
  const { term, updates_term } = license
  const duration = term ?? updates_term
  if (!duration) {
    return "endless"
  }
  const stretch = { duration, updates_duration: updates_term }
  const added = continuation(license, stretch, now, license.grace)
  return typeof added === "string" ? added : { stretch, added, part: null }
}

/**
 * Time from where a term would join on to `until`, for licenses that are to end together. Of updates with an end of their
 * own the same part is added.
 */
export function renewalUntil(license: Renewable, now: Date, until: Date): Renewal | NoAlignment {
  const full = renewal(license, now)
  if (typeof full === "string") {
    return full
  }
  const { starts_at, ends_at } = full.added.term
  if (until <= starts_at) {
    return "not_before"
  }
  let furthest = starts_at
  for (let terms = 0; terms < MOST_TERMS; terms++) {
    furthest = addDuration(furthest, full.stretch.duration)
  }
  if (until > furthest) {
    return "too_long"
  }
  const perpetual = license.has_term && license.expires_at === null
  const stretch = {
    duration: exactDuration(starts_at, until),
    updates_duration:
      perpetual || !license.updates_term ? null : partOfDuration(license.updates_term, starts_at, { until, ends_at }),
  }
  const added = continuation(license, stretch, now, license.grace)
  return typeof added === "string"
    ? added
    : { stretch, added, part: { days: days(starts_at, until), of: days(starts_at, ends_at) } }
}

/** The date at which all end that are renewed for one term each: the latest of their new ends. */
export function latestRenewedEnd(licenses: Renewable[], now: Date): Date | null {
  const ends = licenses.flatMap((license) => {
    const renewed = renewal(license, now)
    return typeof renewed === "string" ? [] : [renewed.added.term.ends_at.getTime()]
  })
  return ends.length ? new Date(Math.max(...ends)) : null
}

const days = (from: Date, to: Date) => Math.ceil((to.getTime() - from.getTime()) / DAY_MS)

function partOfDuration(iso: string, from: Date, { until, ends_at }: { until: Date; ends_at: Date }): string {
  const part = (until.getTime() - from.getTime()) / (ends_at.getTime() - from.getTime())
  const length = addDuration(from, iso).getTime() - from.getTime()
  return exactDuration(from, new Date(from.getTime() + Math.ceil((length * part) / 1000) * 1000))
}

import { addDuration } from "../../../lib/duration"
import type { ActivationKind, LicenseStatus } from "../types"
import { MOST_SEATS } from "./reconcile-order"
import { coverage, type TermSpan } from "./terms"

/** A license as an upgrade finds it. */
export type UpgradeSubject = {
  status: LicenseStatus
  /** null = unlimited */
  seats: number | null
  /** ISO 8601, of its plan; null where the plan has none */
  term: string | null
  grace: string
  activation_kind: ActivationKind
  /** All of them; which of them count is for `coverage` to say. */
  terms: (TermSpan & { starts_at: Date })[]
}

export type UpgradeTarget = {
  /** Of one unit; null = unlimited */
  seats: number | null
  /** ISO 8601; null = perpetual */
  term: string | null
  quantity_means: "keys" | "seats"
  activation_kind: ActivationKind
}

export type UpgradePlan = {
  seats: number | null
  /** Units of the plan's variant that its price is taken times. */
  units: number
  /** A full new term begins; otherwise the end stays. */
  starts_anew: boolean
}

/**
 * What a license becomes by an upgrade, or one sentence why it cannot be upgraded so. Nobody loses seats by it, or time:
 * it brings more seats, or a longer term, and no less of the other.
 */
export function upgradeTo(license: UpgradeSubject, target: UpgradeTarget, now: Date): UpgradePlan | string {
  if (license.status !== "active") {
    return `A license that is ${license.status} cannot be upgraded`
  }
  const { has_term, expires_at } = coverage(license.terms)
  if (!has_term || (expires_at && now > addDuration(expires_at, license.grace))) {
    return "The license has ended: renew it, or buy another"
  }
  if ((license.activation_kind === "site") !== (target.activation_kind === "site")) {
    return "The plan is for another kind of installation: its devices would have to be activated anew"
  }
  const { seats, units } = seatsOf(license.seats, target)
  const more = compare(seats, license.seats)
  if (more < 0) {
    return "The plan has fewer seats than the license"
  }
  const longer = compareTerms(target.term, expires_at && termOf(license))
  if (longer < 0) {
    return "The plan has a shorter term than the license"
  }
  if (more === 0 && longer === 0) {
    return "The plan has no more seats than the license, and no longer term"
  }
  return { seats, units, starts_anew: longer > 0 }
}

/** As many units as the license's seats need; a plan whose quantity means keys is had once. */
function seatsOf(current: number | null, { seats, quantity_means }: UpgradeTarget) {
  const units = seats !== null && current !== null && quantity_means === "seats" ? Math.ceil(current / seats) : 1
  return { seats: seats === null ? null : Math.min(seats * units, MOST_SEATS), units }
}

/** null is without end. */
function compare(a: number | null, b: number | null): number {
  return (a ?? Infinity) === (b ?? Infinity) ? 0 : (a ?? Infinity) - (b ?? Infinity)
}

/** From one and the same day, so that a year is twelve months and a leap day makes none longer. */
const SOME_DAY = new Date("2001-01-01T00:00:00Z")

function compareTerms(a: string | null, b: string | null): number {
  const length = (term: string | null) => (term === null ? null : addDuration(SOME_DAY, term).getTime())
  return compare(length(a), length(b))
}

/** Of a license with an end. One that has it by its operator alone runs as long as its longest stretch. */
function termOf({ term, terms }: UpgradeSubject): string {
  const longest = Math.max(
    0,
    ...terms.flatMap(({ starts_at, ends_at, reverted_at }) =>
      ends_at && !reverted_at ? ends_at.getTime() - starts_at.getTime() : []
    )
  )
  return term ?? `PT${Math.round(longest / 1000)}S`
}

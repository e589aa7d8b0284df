import { rows, type Db } from "../../../lib/database"
import { coverage, type TermSpan } from "../rules/terms"
import type { UpgradeSubject } from "../rules/upgrade"

export type SubjectTerm = TermSpan & { id: string; starts_at: Date }

/** A license as an upgrade finds it, with its terms. */
export type Subject = Omit<UpgradeSubject, "terms"> & {
  id: string
  plan_id: string
  entitlements: string[]
  terms: SubjectTerm[]
}

/** What an offer was counted from. When it is not so any more, the offer is stale. */
export type UpgradeBasis = {
  status: string
  plan_id: string
  seats: number | null
  /** ISO 8601; null = without end */
  expires_at: string | null
  updates_until: string | null
  /** The terms in force: a new term takes the place of these, and of none that was added since. */
  terms: string[]
}

/** @returns null for a license that was deleted, or never was */
export async function readSubject(db: Db, license_id: string): Promise<Subject | null> {
  const [license] = await rows<Omit<Subject, "terms">>(
    db,
    `SELECT l.id, l.status, l.seats, l.grace, l.activation_kind, l.plan_id, l.entitlements,
            coalesce(p.term, (SELECT t.duration FROM license_center_term t
                               WHERE t.license_id = l.id AND t.reverted_at IS NULL AND t.deleted_at IS NULL
                               ORDER BY t.starts_at DESC LIMIT 1)) AS term
       FROM license_center_license l JOIN license_center_plan p ON p.id = l.plan_id
      WHERE l.id = ? AND l.deleted_at IS NULL`,
    [license_id]
  )
  if (!license) {
    return null
  }
  const terms = await rows<SubjectTerm>(
    db,
    `SELECT id, starts_at, ends_at, updates_until, reverted_at FROM license_center_term
      WHERE license_id = ? AND deleted_at IS NULL AND reverted_at IS NULL ORDER BY starts_at, id`,
    [license_id]
  )
  return { ...license, terms }
}

export function basisOf({ status, plan_id, seats, terms }: Subject): UpgradeBasis {
  const { expires_at, updates_until } = coverage(terms)
  return {
    status,
    plan_id,
    seats,
    expires_at: expires_at && expires_at.toISOString(),
    updates_until: updates_until && updates_until.toISOString(),
    terms: terms.map(({ id }) => id),
  }
}

/** Which terms make up what is covered is no matter, only what they cover. */
export function differs(offered: UpgradeBasis, now: UpgradeBasis): boolean {
  return (["status", "plan_id", "seats", "expires_at", "updates_until"] as const).some(
    (field) => offered[field] !== now[field]
  )
}

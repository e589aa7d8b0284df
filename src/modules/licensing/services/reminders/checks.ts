import { rows, type Db } from "../../../../lib/database"
import { isTombstone } from "../../../../lib/tombstone"
import { decide, type ReminderFacts, type SkipCode } from "../../rules/reminders/decide"
import { COVERAGE } from "../license-lookup"
import type { Unsubscribes } from "./unsubscribes"

export type CheckedReminder = {
  id: string
  license_id: string
  term_id: string
  offset_days: number
  due_at: Date
  email: string
  locale: string | null
}

type Row = CheckedReminder &
  Pick<ReminderFacts, "status" | "status_reason" | "planned_ends_at" | "term_reverted" | "overtaken" | "renewable"> & {
    is_last_term: boolean
    expires_at: Date | null
    updates_until: Date | null
  }

const FACTS = `
SELECT r.id, r.license_id, r.term_id, r.offset_days, r.due_at, r.planned_ends_at, l.email, l.locale, l.status,
       l.status_reason, t.expires_at, t.updates_until,
       own.reverted_at IS NOT NULL OR own.deleted_at IS NOT NULL AS term_reverted,
       NOT EXISTS (SELECT 1 FROM license_center_term x
                    WHERE x.license_id = r.license_id AND x.id <> r.term_id AND x.reverted_at IS NULL
                      AND x.deleted_at IS NULL
                      AND coalesce(x.ends_at, x.updates_until) > coalesce(own.ends_at, own.updates_until)) AS is_last_term,
       EXISTS (SELECT 1 FROM license_center_reminder later
                WHERE later.license_id = r.license_id AND later.term_id = r.term_id
                  AND later.offset_days > r.offset_days) AS overtaken,
       l.variant_id IS NOT NULL AND coalesce(p.term, p.updates_term) IS NOT NULL AS renewable
  FROM license_center_reminder r
  JOIN license_center_license l ON l.id = r.license_id AND l.deleted_at IS NULL
  JOIN license_center_plan p ON p.id = l.plan_id
  JOIN license_center_term own ON own.id = r.term_id
  ${COVERAGE}
 WHERE r.id = ANY(?)`

/**
 * Judges reminders by how things are now, and settles those that do not hold. What was taken away since it was planned,
 * with its whole license, is gone as well.
 *
 * @param ids of reminders that are due or claimed
 * @returns those that still hold, in no order
 */
export async function checkReminders(
  db: Db,
  unsubscribes: Unsubscribes,
  ids: string[],
  now: Date
): Promise<CheckedReminder[]> {
  const found = await rows<Row>(db, FACTS, [ids])
  const silent = await unsubscribes.among(
    db,
    found.map(({ email }) => email)
  )
  const skipped: { id: string; reason: SkipCode }[] = []
  const held: CheckedReminder[] = []
  for (const row of found) {
    const decision = decide({
      ...row,
      ends_at: row.expires_at ?? row.updates_until,
      unsubscribed: silent.has(row.email),
      has_address: row.email !== "" && !isTombstone(row.email),
      now,
    })
    if (decision.action === "send") {
      const { id, license_id, term_id, offset_days, due_at, email, locale } = row
      held.push({ id, license_id, term_id, offset_days, due_at, email, locale })
    } else if (decision.code !== "not_yet") {
      skipped.push({ id: row.id, reason: decision.code })
    }
  }
  const known = new Set(found.map(({ id }) => id))
  await skip(db, [...skipped, ...ids.filter((id) => !known.has(id)).map((id) => ({ id, reason: "revoked" as const }))])
  return held
}

async function skip(db: Db, skipped: { id: string; reason: SkipCode }[]): Promise<void> {
  if (skipped.length) {
    await rows(
      db,
      `UPDATE license_center_reminder r SET status = 'skipped', reason = given.reason, settled_at = now(), updated_at = now()
         FROM jsonb_to_recordset(?::jsonb) AS given (id text, reason text)
        WHERE r.id = given.id AND r.status <> 'sent'`,
      [JSON.stringify(skipped)]
    )
  }
}

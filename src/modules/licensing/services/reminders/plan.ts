import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { byText } from "../../../../lib/by-text"
import { rows } from "../../../../lib/database"
import { dueAt, LATEST_MS } from "../../rules/reminders/due"

const PLANNED = "reminders-planned-until"
const DAY_MS = 86_400_000

/** What was missed longer ago than this leaves no trace: nobody looks for it, and finding it would take long. */
const LOOK_BACK_MS = 30 * DAY_MS

export const PLAN_BATCH = 500

/** When a term ends; of a perpetual one, when its updates do. As the index has it. */
export const END = (alias: string) => `coalesce(${alias}.ends_at, ${alias}.updates_until)`

/** Whether license `l` has no unreverted term that goes on longer than term `t`. */
export const IS_LAST = `NOT EXISTS (
    SELECT 1 FROM license_center_term x
     WHERE x.license_id = t.license_id AND x.id <> t.id AND x.reverted_at IS NULL AND x.deleted_at IS NULL
       AND (${END("x")} IS NULL OR ${END("x")} > ${END("t")} OR (${END("x")} = ${END("t")} AND x.id > t.id)))`

/**
 * Reminders whose time came after `after` and not later than `until`, and that nobody has written down. By an index over
 * the ends, one stretch of it for each offset, the earliest first: that keeps the planner on the index while it has no
 * statistics of what was written this minute. Days have 24 hours here, whatever zone the session is in.
 */
export const DUE = `
SELECT w.offset_days, t.id AS term_id, t.license_id, t.ends_at
  FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS w (offset_days, after, until)
 CROSS JOIN LATERAL (
   SELECT t.id, t.license_id, ${END("t")} AS ends_at
     FROM license_center_term t
    WHERE ${END("t")} > w.after AND ${END("t")} <= w.until AND t.reverted_at IS NULL AND t.deleted_at IS NULL
      AND t.starts_at < ${END("t")} + w.offset_days * interval '24 hours'
      AND NOT EXISTS (SELECT 1 FROM license_center_reminder r
                       WHERE r.license_id = t.license_id AND r.term_id = t.id AND r.offset_days = w.offset_days)
      AND ${IS_LAST}
      AND EXISTS (SELECT 1 FROM license_center_license l WHERE l.id = t.license_id AND l.deleted_at IS NULL)
    ORDER BY ${END("t")} LIMIT ?
 ) t`

export type DueTerm = { offset_days: number; term_id: string; license_id: string; ends_at: Date }

/** The ends of terms that one offset makes due. */
type Stretch = { offset: number; after: Date; until: Date }

/** Writes down what is due, or too late. Two that do it at once, or one that dies in the middle, come to the same. */
export class ReminderPlan {
  constructor(
    private readonly knex: Knex,
    private readonly offsets: readonly number[]
  ) {}

  /** @returns how many were written down as due, and as missed */
  async write(now: Date): Promise<{ due: number; missed: number }> {
    const missed = await this.writeMissed(now)
    const due = await this.writeAll(new Date(now.getTime() - LATEST_MS), now, null)
    // Moves forward, never back, and only when all of it is written: who died before is followed by one who does.
    await rows(
      this.knex,
      `INSERT INTO license_center_mark (id, at) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET at = greatest(license_center_mark.at, excluded.at), updated_at = now()`,
      [PLANNED, now]
    )
    return { due, missed }
  }

  /** What is due in a stretch of time: of each offset one batch. */
  find(after: Date, until: Date): Promise<DueTerm[]> {
    return this.findEnds(this.stretches(after, until))
  }

  private stretches(after: Date, until: Date): Stretch[] {
    return this.offsets.map((offset) => {
      const shifted = (moment: Date) => new Date(moment.getTime() - offset * DAY_MS)
      return { offset, after: shifted(after), until: shifted(until) }
    })
  }

  private findEnds(stretches: Stretch[]): Promise<DueTerm[]> {
    return rows<DueTerm>(this.knex, DUE, [
      stretches.map(({ offset }) => offset),
      stretches.map(({ after }) => after),
      stretches.map(({ until }) => until),
      PLAN_BATCH,
    ])
  }

  /** After an outage: what came due meanwhile and is too old to be mailed. */
  private async writeMissed(now: Date): Promise<number> {
    const [mark] = await rows<{ at: Date }>(this.knex, "SELECT at FROM license_center_mark WHERE id = ?", [PLANNED])
    const until = now.getTime() - LATEST_MS
    if (!mark || mark.at.getTime() >= until) {
      return 0
    }
    const after = new Date(Math.max(mark.at.getTime(), now.getTime() - LOOK_BACK_MS))
    return this.writeAll(after, new Date(until), "too_late")
  }

  private async writeAll(after: Date, until: Date, reason: "too_late" | null): Promise<number> {
    let written = 0
    let stretches = this.stretches(after, until)
    while (stretches.length) {
      const found = await this.findEnds(stretches)
      written += await this.insert(found, reason)
      stretches = stretches.flatMap((stretch) => behind(stretch, found))
    }
    return written
  }

  private async insert(found: DueTerm[], reason: "too_late" | null): Promise<number> {
    const given = found
      .map(({ offset_days, term_id, license_id, ends_at }) => ({
        id: generateEntityId(undefined, "lcrem"),
        license_id,
        term_id,
        offset_days,
        due_at: dueAt(ends_at, offset_days),
        planned_ends_at: ends_at,
      }))
      // All who write take the same order, so that two of them cannot wait for each other.
      .sort(
        (a, b) => byText(a.license_id, b.license_id) || byText(a.term_id, b.term_id) || a.offset_days - b.offset_days
      )
    if (!given.length) {
      return 0
    }
    const inserted = await rows(
      this.knex,
      `INSERT INTO license_center_reminder
         (id, license_id, term_id, offset_days, due_at, planned_ends_at, status, reason, not_before, settled_at)
       SELECT id, license_id, term_id, offset_days, due_at, planned_ends_at, ?, ?, due_at, ?::timestamptz
         FROM jsonb_to_recordset(?::jsonb) AS given
           (id text, license_id text, term_id text, offset_days int, due_at timestamptz, planned_ends_at timestamptz)
       ON CONFLICT (license_id, term_id, offset_days) DO NOTHING RETURNING id`,
      [reason ? "skipped" : "due", reason, reason ? new Date() : null, JSON.stringify(given)]
    )
    return inserted.length
  }
}

/**
 * What is left of a stretch after a full batch of it. Others may end with the last one, and the database knows parts of
 * a millisecond: what is found again is known to be written.
 */
function behind(stretch: Stretch, found: DueTerm[]): Stretch[] {
  const ends = found.flatMap(({ offset_days, ends_at }) => (offset_days === stretch.offset ? [ends_at.getTime()] : []))
  const reached = Math.max(stretch.after.getTime(), ...ends.map((end) => end - 1))
  return ends.length === PLAN_BATCH ? [{ ...stretch, after: new Date(reached) }] : []
}

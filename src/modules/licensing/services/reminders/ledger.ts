import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../../lib/database"
import type { ResolvedReminders } from "../../options-reminders"
import { schedule } from "../../rules/reminders/due"
import { END, IS_LAST } from "./plan"

/** One reminder of a license as operators see it. */
export type ReminderEntry = {
  /** Null while it is only planned. */
  id: string | null
  offset_days: number
  due_at: Date
  status: "planned" | "due" | "claimed" | "sent" | "skipped"
  reason: string | null
  /** Not sent before: night where the customer is, or a mail of that day has left. */
  not_before: Date | null
  notice_id: string | null
  settled_at: Date | null
}

const MOST = 100

/** What became of a license's reminders, and what is still to come. */
export class ReminderLedger {
  constructor(
    private readonly knex: Knex,
    private readonly options: ResolvedReminders
  ) {}

  /** Latest first, at most 100. */
  async of(license_id: string, now: Date): Promise<ReminderEntry[]> {
    const written = await rows<ReminderEntry & { term_id: string }>(
      this.knex,
      `SELECT id, term_id, offset_days, due_at, status, reason, not_before, notice_id, settled_at
         FROM license_center_reminder WHERE license_id = ? AND deleted_at IS NULL ORDER BY due_at DESC, id LIMIT ${MOST}`,
      [license_id]
    )
    const [last] = await rows<{ id: string; starts_at: Date; ends_at: Date | null }>(
      this.knex,
      `SELECT t.id, t.starts_at, ${END("t")} AS ends_at
         FROM license_center_term t JOIN license_center_license l ON l.id = t.license_id AND l.status = 'active'
        WHERE t.license_id = ? AND t.reverted_at IS NULL AND t.deleted_at IS NULL AND ${IS_LAST}`,
      [license_id]
    )
    const planned = last && this.options.enabled ? schedule(last, this.options.offsets) : []
    return [
      ...planned
        .filter(({ due_at }) => due_at > now)
        .reverse()
        .map(({ offset, due_at }) => ({
          id: null,
          offset_days: offset,
          due_at,
          status: "planned" as const,
          reason: null,
          not_before: null,
          notice_id: null,
          settled_at: null,
        })),
      ...written.map(({ term_id: _term, ...entry }) => entry),
    ]
  }
}

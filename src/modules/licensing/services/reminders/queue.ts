import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { DateTime } from "luxon"
import { rows, type Db } from "../../../../lib/database"
import type { Vault } from "../../../../lib/secret"
import { calendarZone, isDaytime, nextDaytime } from "../../rules/reminders/daytime"
import { groupByCustomer, keySuffix, type DueRow, type ReminderKind } from "../../rules/reminders/group"
import { zonesOf } from "../../rules/reminders/zones"
import type { ResolvedReminders } from "../../options-reminders"
import { checkReminders, type CheckedReminder } from "./checks"
import type { Unsubscribes } from "./unsubscribes"

/** A mail that is to be made sure of. Its rows are claimed for it afterwards. */
export type ReminderDraft = {
  /** Of the mail's purpose: the customer as a keyed hash, and the date where they live. */
  key_suffix: string
  kind: ReminderKind
  email: string
  locale: string | null
  reminder_ids: string[]
  license_ids: string[]
}

/** Licenses that one mail tells of. Whoever has more of them that end together hears of the rest on the next day. */
const MOST_PER_MAIL = 200
/** What so many mails are begun for, and not done with, shows a mail server that does not keep up. */
const MOST_WAITING = 1_000

/** Where a customer lives: what their latest order said, of whichever license. */
export const COUNTRY = (email: string) => `(
  SELECT c.country_code FROM license_center_license c
   WHERE c.email = ${email} AND c.country_code IS NOT NULL AND c.deleted_at IS NULL
   ORDER BY c.created_at DESC, c.id DESC LIMIT 1) AS country_code`

/**
 * Rows of the longest waiting customers, all that are due of each. What is due is asked for outside of what OFFSET 0 keeps
 * together: by the index of that, the planner looks through all that is due for each customer, while it has no statistics
 * of a morning's rows.
 */
const PICK = `
WITH waiting AS MATERIALIZED (
  SELECT r.id, l.email, l.deleted_at IS NOT NULL AS deleted FROM (
    SELECT r.id, r.license_id FROM license_center_reminder r
     WHERE r.status = 'due' AND r.deleted_at IS NULL AND r.not_before <= ? ORDER BY r.not_before, r.id LIMIT ?
  ) r JOIN license_center_license l ON l.id = r.license_id
)
SELECT own.id, ${COUNTRY("picked.email")}
  FROM (SELECT DISTINCT email FROM waiting WHERE NOT deleted) picked
 CROSS JOIN LATERAL (
   SELECT r.id
     FROM (SELECT l.id FROM license_center_license l WHERE l.email = picked.email AND l.deleted_at IS NULL OFFSET 0) l
    CROSS JOIN LATERAL (
      SELECT r.id, r.due_at, r.status, r.deleted_at, r.not_before FROM license_center_reminder r
       WHERE r.license_id = l.id OFFSET 0
    ) r WHERE r.status = 'due' AND r.deleted_at IS NULL AND r.not_before <= ? ORDER BY r.due_at, r.id LIMIT ${MOST_PER_MAIL}
 ) own
 UNION ALL
SELECT id, NULL FROM waiting WHERE deleted`

const CLAIM = `
WITH free AS MATERIALIZED (
  SELECT r.id, given.notice_id FROM jsonb_to_recordset(?::jsonb) AS given (id text, notice_id text)
    JOIN license_center_reminder r ON r.id = given.id
   WHERE r.status = 'due' AND r.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM license_center_reminder x WHERE x.notice_id = given.notice_id AND x.deleted_at IS NULL)
   ORDER BY r.id FOR UPDATE OF r SKIP LOCKED
)
UPDATE license_center_reminder r SET status = 'claimed', notice_id = free.notice_id, updated_at = now()
  FROM free WHERE r.id = free.id RETURNING r.id`

/** Why a mail does not leave now, and when its rows are looked at again. */
export type Postponed = { why: "night" | "mailed" | "old"; until: Date }

/** Brings together, by customer and date, what is due; says which mails that makes, and gives each its rows. */
export class ReminderQueue {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault,
    private readonly unsubscribes: Unsubscribes,
    private readonly options: ResolvedReminders
  ) {}

  /**
   * Takes the next customers, skips what does not hold any more, and lays aside what would come at night.
   *
   * @returns `seen` = 0 when nothing is due any more
   */
  async draft(now: Date, limit: number): Promise<{ seen: number; mails: ReminderDraft[] }> {
    const picked = await rows<{ id: string; country_code: string | null }>(this.knex, PICK, [now, limit, now])
    const countries = new Map(picked.map(({ id, country_code }) => [id, country_code]))
    const held = await checkReminders(this.knex, this.unsubscribes, [...countries.keys()], now)
    const zones = (id: string) => zonesOf(countries.get(id) ?? null, this.options.time_zone)
    const [awake, asleep] = [[] as CheckedReminder[], [] as { id: string; not_before: Date }[]]
    for (const row of held) {
      if (isDaytime(now, zones(row.id), this.options.daytime)) {
        awake.push(row)
      } else {
        asleep.push({ id: row.id, not_before: nextDaytime(now, zones(row.id), this.options.daytime) })
      }
    }
    await this.layAside(asleep)
    const due = awake.map((row) => this.toDueRow(row, calendarZone(zones(row.id), now)))
    const { mails, held: later } = groupByCustomer(due, now, await this.mailedToday(due, now))
    await this.holdUntilTomorrow(
      later.map(({ id }) => id),
      now
    )
    return {
      seen: picked.length,
      mails: mails.map(({ key_suffix, kind, rows }) => ({ key_suffix, kind, ...toDraft(rows) })),
    }
  }

  /**
   * Gives mails their rows. A mail takes them once: what comes later that day waits for the next one, so that nothing
   * joins a mail that is being written.
   */
  async claim(mails: { notice_id: string; reminder_ids: string[] }[], now: Date): Promise<string[]> {
    const given = mails.flatMap(({ notice_id, reminder_ids }) => reminder_ids.map((id) => ({ id, notice_id })))
    const claimed = new Set((await rows<{ id: string }>(this.knex, CLAIM, [JSON.stringify(given)])).map(({ id }) => id))
    await this.holdUntilTomorrow(
      given.flatMap(({ id }) => (claimed.has(id) ? [] : [id])),
      now
    )
    return [...claimed]
  }

  /** Whether so many mails wait to be sent that no more are begun. */
  async isFull(): Promise<boolean> {
    const waiting = await rows(
      this.knex,
      `SELECT 1 FROM license_center_reminder WHERE status = 'claimed' AND deleted_at IS NULL LIMIT ${MOST_WAITING}`
    )
    return waiting.length === MOST_WAITING
  }

  /** Lays rows that are due aside until the next day of their customers. */
  async holdUntilTomorrow(ids: string[], now: Date): Promise<void> {
    if (!ids.length) {
      return
    }
    const found = await rows<{ id: string; country_code: string | null }>(
      this.knex,
      `SELECT r.id, ${COUNTRY("l.email")}
         FROM license_center_reminder r JOIN license_center_license l ON l.id = r.license_id WHERE r.id = ANY(?)`,
      [ids]
    )
    await this.layAside(found.map(({ id, country_code }) => ({ id, not_before: this.tomorrow(country_code, now) })))
  }

  /**
   * Whether a mail that is about to leave gives its rows to another one: at night; on another day than it was begun, for
   * what is due by then goes with it; and when the customer had their mail of the day by another name.
   */
  async postponed(
    db: Db,
    { email, country_code }: { email: string; country_code: string | null },
    begun_at: Date,
    now: Date
  ): Promise<Postponed | null> {
    const zones = zonesOf(country_code, this.options.time_zone)
    if (!isDaytime(now, zones, this.options.daytime)) {
      return { why: "night", until: nextDaytime(now, zones, this.options.daytime) }
    }
    const isToday = this.isOn(now, calendarZone(zones, now))
    const last = (await lastMailed(db, [email])).get(email)
    if (last && isToday(last)) {
      return { why: "mailed", until: this.tomorrow(country_code, now) }
    }
    return isToday(begun_at) ? null : { why: "old", until: now }
  }

  private isOn(now: Date, zone: string): (at: Date) => boolean {
    const date = (at: Date) => DateTime.fromJSDate(at, { zone }).toISODate()
    return (at) => date(at) === date(now)
  }

  private tomorrow(country_code: string | null, now: Date): Date {
    const zones = zonesOf(country_code, this.options.time_zone)
    const midnight = DateTime.fromJSDate(now, { zone: calendarZone(zones, now) })
      .plus({ days: 1 })
      .startOf("day")
    return nextDaytime(midnight.toJSDate(), zones, this.options.daytime)
  }

  private async layAside(asleep: { id: string; not_before: Date }[]): Promise<void> {
    if (asleep.length) {
      await rows(
        this.knex,
        `UPDATE license_center_reminder r SET not_before = given.not_before, updated_at = now()
           FROM jsonb_to_recordset(?::jsonb) AS given (id text, not_before timestamptz)
          WHERE r.id = given.id AND r.status = 'due'`,
        [JSON.stringify(asleep)]
      )
    }
  }

  /**
   * Customers who had their mail of the day, by what left and not by what mails are called: their name follows from the
   * secret and the country, and either may change during the day.
   *
   * @returns key suffixes
   */
  private async mailedToday(due: (DueRow & CheckedReminder)[], now: Date): Promise<Set<string>> {
    const times = await lastMailed(this.knex, [...new Set(due.map(({ email }) => email))])
    return new Set(
      due.flatMap(({ email, customer_hash, zone }) => {
        const at = times.get(email)
        return at && this.isOn(now, zone)(at) ? [keySuffix(customer_hash, zone, now)] : []
      })
    )
  }

  private toDueRow(row: CheckedReminder, zone: string): DueRow & CheckedReminder {
    const customer_hash = this.vault.hash("reminder", row.email)
    return { ...row, offset: row.offset_days, customer_hash, zone }
  }
}

/** When the last reminder left to each address, of those that had one. */
async function lastMailed(db: Db, emails: string[]): Promise<Map<string, Date>> {
  const sent = await rows<{ email: string; at: Date }>(
    db,
    `SELECT l.email, max(r.settled_at) AS at
       FROM license_center_license l JOIN license_center_reminder r ON r.license_id = l.id AND r.status = 'sent'
      WHERE l.email = ANY(?) AND l.deleted_at IS NULL GROUP BY l.email`,
    [emails]
  )
  return new Map(sent.map(({ email, at }) => [email, at]))
}

function toDraft(own: CheckedReminder[]): Omit<ReminderDraft, "key_suffix" | "kind"> {
  return {
    email: own[0]!.email,
    locale: own.find(({ locale }) => locale !== null)?.locale ?? null,
    reminder_ids: own.map(({ id }) => id),
    license_ids: [...new Set(own.map(({ license_id }) => license_id))],
  }
}

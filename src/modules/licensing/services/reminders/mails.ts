import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../../lib/database"
import { kindOf, type ReminderKind } from "../../rules/reminders/group"
import { checkReminders, type CheckedReminder } from "./checks"
import { COUNTRY, type Postponed, type ReminderQueue } from "./queue"
import type { Unsubscribes } from "./unsubscribes"

/** The mail that rows are claimed for, as its ledger has it. */
export type ReminderNotice = {
  id: string
  to: string
  status: string
  created_at: Date
  sent_at: Date | null
  /** Licenses that an attempt may have told of. */
  mailed_license_ids: string[] | null
}

export type OpenedMail =
  | { state: "write"; kind: ReminderKind; reminders: CheckedReminder[] }
  /** Nothing is claimed for it, yet or any more; or what was does not hold any more. */
  | { state: "empty"; claimed: boolean }
  /** Its rows wait for another mail. */
  | { state: "later"; why: Postponed["why"] }

/** Why a reminder did not go out that nothing spoke against: its mail was refused until it was given up. */
export const MAIL_FAILED = "mail_failed"

const OPEN = `(r.status = 'claimed' OR (r.status = 'skipped' AND r.reason = '${MAIL_FAILED}'))`
/** How long a sender is left alone with its mail before others look after its rows. */
const LEFT_ALONE = "5 minutes"

type Claimed = { id: string; license_id: string; email: string; country_code: string | null }

/** What becomes of the rows that a mail took: read when it is written, settled when it left or never will. */
export class ReminderMails {
  constructor(
    private readonly knex: Knex,
    private readonly queue: ReminderQueue,
    private readonly unsubscribes: Unsubscribes
  ) {}

  /** What a mail still has to tell, right before it leaves. For the sender that holds its notice. */
  open(notice: Omit<ReminderNotice, "sent_at">, now: Date): Promise<OpenedMail> {
    return this.knex.transaction(async (trx) => {
      const claimed = await rows<Claimed>(
        trx,
        `SELECT r.id, r.license_id, l.email, ${COUNTRY("l.email")}
           FROM license_center_reminder r JOIN license_center_license l ON l.id = r.license_id
          WHERE r.notice_id = ? AND ${OPEN} AND r.deleted_at IS NULL ORDER BY r.id FOR UPDATE OF r`,
        [notice.id]
      )
      // The license went to another address meanwhile: its new owner gets a mail of their own.
      const moved = claimed.filter(({ email }) => email !== notice.to.toLowerCase())
      await release(
        trx,
        moved.map(({ id }) => id),
        now
      )
      const own = claimed.filter((row) => !moved.includes(row))
      const postponed = own[0] && (await this.queue.postponed(trx, own[0], notice.created_at, now))
      if (postponed) {
        // What an attempt may have brought already is left to be settled with its mail.
        const waiting = own.filter(({ license_id }) => !notice.mailed_license_ids?.includes(license_id))
        await release(
          trx,
          waiting.map(({ id }) => id),
          postponed.until
        )
        return { state: "later", why: postponed.why }
      }
      const reminders = await checkReminders(
        trx,
        this.unsubscribes,
        own.map(({ id }) => id),
        now
      )
      return reminders.length
        ? { state: "write", kind: kindOf(reminders.map(({ offset_days }) => offset_days)), reminders }
        : { state: "empty", claimed: own.length > 0 }
    })
  }

  /** The active licenses that a mail told of, and that are still of its reader. */
  async renewable(notice_id: string, email: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.knex,
      `SELECT DISTINCT l.id FROM license_center_reminder r JOIN license_center_license l ON l.id = r.license_id
        WHERE r.notice_id = ? AND r.status IN ('sent', 'claimed') AND r.deleted_at IS NULL
          AND l.email = ? AND l.status = 'active' AND l.deleted_at IS NULL ORDER BY l.id`,
      [notice_id, email]
    )
    return found.map(({ id }) => id)
  }

  /**
   * Settles the rows of mails that left, or never will: by when they left, which may be long ago. Doing it again changes
   * nothing.
   *
   * @param notices of any status; those that are under way are left alone
   */
  async settle(notices: ReminderNotice[], now: Date): Promise<void> {
    for (const { id, status, sent_at, mailed_license_ids } of notices) {
      if (status === "sent" || status === "canceled") {
        await rows(
          this.knex,
          `UPDATE license_center_reminder SET status = 'sent', reason = NULL, settled_at = ?, updated_at = now()
            WHERE notice_id = ? AND status = 'claimed' AND deleted_at IS NULL AND license_id = ANY(?)`,
          [sent_at ?? now, id, mailed_license_ids ?? []]
        )
        // Claimed while the mail was being written, which did not see them.
        const left = await rows<{ id: string }>(
          this.knex,
          `UPDATE license_center_reminder SET status = 'due', notice_id = NULL, updated_at = now()
            WHERE notice_id = ? AND status = 'claimed' AND deleted_at IS NULL RETURNING id`,
          [id]
        )
        await this.queue.holdUntilTomorrow(
          left.map((row) => row.id),
          now
        )
      } else if (status === "failed") {
        await rows(
          this.knex,
          `UPDATE license_center_reminder SET status = 'skipped', reason = ?, settled_at = ?, updated_at = now()
            WHERE notice_id = ? AND status = 'claimed' AND deleted_at IS NULL`,
          [MAIL_FAILED, now, id]
        )
      }
    }
  }

  /** Mails whose rows have been claimed for a while: their sender, or whoever claimed them, may have died. */
  async leftAlone(limit: number): Promise<string[]> {
    const found = await rows<{ notice_id: string }>(
      this.knex,
      `UPDATE license_center_reminder r SET updated_at = now()
        WHERE r.id IN (SELECT id FROM license_center_reminder
                        WHERE status = 'claimed' AND deleted_at IS NULL AND updated_at < now() - interval '${LEFT_ALONE}'
                        ORDER BY updated_at LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING r.notice_id`,
      [limit]
    )
    return [...new Set(found.map(({ notice_id }) => notice_id))]
  }
}

async function release(db: Knex.Transaction, ids: string[], not_before: Date): Promise<void> {
  if (ids.length) {
    await rows(
      db,
      `UPDATE license_center_reminder SET status = 'due', reason = NULL, notice_id = NULL, settled_at = NULL,
              not_before = ?, updated_at = now() WHERE id = ANY(?)`,
      [not_before, ids]
    )
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

/** Mails to one address: to be given out, and to be forgotten. */
export class Persons {
  constructor(private readonly knex: Knex) {}

  /** Which mails, and when; what they said is not kept. @param email in lower case */
  read(email: string): Promise<object[]> {
    return rows(
      this.knex,
      `SELECT id, kind, status, order_id, license_ids, created_at, sent_at FROM license_center_notice
        WHERE lower("to") = ? ORDER BY created_at, id`,
      [email]
    )
  }

  /** Who got them is gone, that they were sent is not; what waits or is being written is called off. @returns how many */
  async erase(email: string, tombstone: string): Promise<number> {
    const erased = await rows(
      this.knex,
      `UPDATE license_center_notice
          SET "to" = ?, last_error = NULL, updated_at = now(),
              canceled_reason = CASE WHEN status IN ('pending', 'sending', 'failed') THEN 'Its reader was erased.' ELSE canceled_reason END,
              claimed_until = NULL, next_attempt_at = CASE WHEN status IN ('pending', 'sending', 'failed') THEN NULL ELSE next_attempt_at END,
              status = CASE WHEN status IN ('pending', 'sending', 'failed') THEN 'canceled' ELSE status END
        WHERE lower("to") = ? RETURNING id`,
      [tombstone, email]
    )
    return erased.length
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

/** What one address asked back, gave up or withdrew: to be given out, and to be forgotten. */
export class Persons {
  constructor(private readonly knex: Knex) {}

  /** @param email in lower case */
  async read(email: string): Promise<Record<string, unknown[]>> {
    const of = (text: string) => rows<object>(this.knex, text, [email])
    const [refund_requests, withdrawals, waivers] = await Promise.all([
      of(`SELECT id, order_id, units, reason, status, amount::text AS amount, currency_code, decision_reason, created_at,
                 decided_at FROM license_center_refund_request WHERE email = ? ORDER BY created_at, id`),
      of(`SELECT id, order_id, order_display_id, name, units, statement, locale, status, decision_reason, ip, user_agent,
                 created_at, confirmed_at FROM license_center_withdrawal WHERE email = ? ORDER BY created_at, id`),
      of(`SELECT id, order_id, text_begin, text_lose, locale, country_code, ip, user_agent, given_at, revoked_at
            FROM license_center_waiver WHERE email = ? ORDER BY given_at, id`),
    ])
    return { refund_requests, withdrawals, waivers }
  }

  /** Whether money is still talked about: a request that is not settled, a withdrawal without an answer, an open dispute. */
  async isOpen(email: string, order_ids: string[]): Promise<boolean> {
    const open = await rows(
      this.knex,
      `SELECT 1 FROM license_center_refund_request WHERE status IN ('open', 'approved') AND (email = ? OR order_id = ANY(?))
        UNION ALL
       SELECT 1 FROM license_center_withdrawal
        WHERE status = 'made' AND deleted_at IS NULL AND (email = ? OR order_id = ANY(?))
        UNION ALL
       SELECT 1 FROM license_center_payment_dispute WHERE closed_at IS NULL AND order_id = ANY(?) LIMIT 1`,
      [email, order_ids, email, order_ids, order_ids]
    )
    return open.length > 0
  }

  /**
   * Orders, sums, texts that were shown and times stay, and who it was goes, with what somebody typed as an order's number
   * and is none. What was only declared can be made no more. @returns how many rows
   */
  async erase(email: string, tombstone: string): Promise<number> {
    return this.knex.transaction(async (trx) => {
      const erased = await Promise.all([
        rows(
          trx,
          `UPDATE license_center_refund_request SET email = ?, reason = NULL, decision_reason = NULL, updated_at = now()
            WHERE email = ? RETURNING id`,
          [tombstone, email]
        ),
        rows(
          trx,
          `UPDATE license_center_withdrawal
              SET email = ?, name = '', statement = '', decision_reason = NULL, ip = NULL, user_agent = NULL,
                  order_display_id = CASE WHEN order_id IS NULL THEN '' ELSE order_display_id END,
                  deleted_at = CASE WHEN confirmed_at IS NULL THEN now() ELSE deleted_at END, updated_at = now()
            WHERE email = ? RETURNING id`,
          [tombstone, email]
        ),
        rows(
          trx,
          `UPDATE license_center_waiver SET email = ?, ip = NULL, user_agent = NULL, updated_at = now()
            WHERE email = ? RETURNING id`,
          [tombstone, email]
        ),
      ])
      return erased.reduce((sum, { length }) => sum + length, 0)
    })
  }
}

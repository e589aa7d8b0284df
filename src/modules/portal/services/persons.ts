import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

/** Private links of one address: to be given out, and to be forgotten. */
export class Persons {
  constructor(private readonly knex: Knex) {}

  /** When links were made and used. @param email in lower case */
  read(email: string): Promise<object[]> {
    return rows(
      this.knex,
      `SELECT id, kind, created_at, expires_at, last_used_at, revoked_at FROM license_center_portal_link
        WHERE email = ? ORDER BY created_at, id`,
      [email]
    )
  }

  /** Ends them, and with them their sessions. @returns how many */
  async erase(email: string, tombstone: string): Promise<number> {
    const erased = await rows(
      this.knex,
      `UPDATE license_center_portal_link
          SET email = ?, locale = NULL, revoked_at = coalesce(revoked_at, now()),
              noticed_at = coalesce(noticed_at, now()), updated_at = now()
        WHERE email = ? RETURNING id`,
      [tombstone, email]
    )
    await rows(this.knex, "UPDATE license_center_portal_proof SET email = ?, updated_at = now() WHERE email = ?", [
      tombstone,
      email,
    ])
    return erased.length
  }
}

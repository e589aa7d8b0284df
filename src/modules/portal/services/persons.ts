import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

type Read = Record<"portal_links" | "address_proofs", object[]>

/** Private links of one address, and which accounts have proved it: to be given out, and to be forgotten. */
export class Persons {
  constructor(private readonly knex: Knex) {}

  /** When links were made and used, and which accounts proved the address. @param email in lower case */
  async read(email: string): Promise<Read> {
    const of = (text: string) => rows<object>(this.knex, text, [email])
    const [portal_links, address_proofs] = await Promise.all([
      of(`SELECT id, kind, created_at, expires_at, last_used_at, revoked_at FROM license_center_portal_link
           WHERE email = ? ORDER BY created_at, id`),
      of(`SELECT id, customer_id, email, proved_at FROM license_center_portal_proof
           WHERE email = ? ORDER BY proved_at, id`),
    ])
    return { portal_links, address_proofs }
  }

  /**
   * Ends the links, and with them their sessions. Proofs go altogether: nothing was sold by one and no trail names it,
   * and one of a forgotten address opens nothing, but would still tie the person to an account.
   *
   * @returns how many links
   */
  async erase(email: string, tombstone: string): Promise<number> {
    const erased = await rows(
      this.knex,
      `UPDATE license_center_portal_link
          SET email = ?, locale = NULL, revoked_at = coalesce(revoked_at, now()),
              noticed_at = coalesce(noticed_at, now()), updated_at = now()
        WHERE email = ? RETURNING id`,
      [tombstone, email]
    )
    await rows(this.knex, "DELETE FROM license_center_portal_proof WHERE email = ?", [email])
    return erased.length
  }
}

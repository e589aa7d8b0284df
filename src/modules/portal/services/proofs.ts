import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

export type ProvedAddress = { id: string; customer_id: string; email: string; proved_at: Date }

/** Which accounts have proved which addresses. */
export class PortalProofs {
  constructor(private readonly knex: Knex) {}

  /** Repeating is fine. @param email in lower case */
  async record(customer_id: string, email: string, now: Date): Promise<void> {
    await rows(
      this.knex,
      `INSERT INTO license_center_portal_proof (id, customer_id, email, proved_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (customer_id, email) DO NOTHING`,
      [generateEntityId(undefined, "lcprf"), customer_id, email, now]
    )
  }

  /** @param email in lower case */
  async has(customer_id: string, email: string): Promise<boolean> {
    const found = await rows(
      this.knex,
      "SELECT 1 FROM license_center_portal_proof WHERE customer_id = ? AND email = ? AND deleted_at IS NULL",
      [customer_id, email]
    )
    return found.length > 0
  }

  /** All of one account. */
  async of(customer_id: string): Promise<ProvedAddress[]> {
    return rows(
      this.knex,
      `SELECT id, customer_id, email, proved_at FROM license_center_portal_proof
        WHERE customer_id = ? AND deleted_at IS NULL ORDER BY proved_at, id`,
      [customer_id]
    )
  }
}

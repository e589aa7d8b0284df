import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

/** Which cart an offer was made for; see rules/taken-offers.ts for what follows from it. */
export class OfferCarts {
  constructor(private readonly knex: Knex) {}

  /** Written once: an offer that has its cart keeps it. */
  async bind(offer_ids: string[], cart_id: string): Promise<void> {
    await rows(
      this.knex,
      "UPDATE license_center_offer SET cart_id = ?, updated_at = now() WHERE id = ANY(?) AND cart_id IS NULL",
      [cart_id, offer_ids]
    )
  }

  /** Carts that were made for offers to the license, the latest first. */
  async ofLicense(license_id: string, most: number): Promise<string[]> {
    const made = await rows<{ cart_id: string }>(
      this.knex,
      `SELECT cart_id FROM license_center_offer WHERE license_id = ? AND cart_id IS NOT NULL AND deleted_at IS NULL
        GROUP BY cart_id ORDER BY max(created_at) DESC, cart_id LIMIT ?`,
      [license_id, most]
    )
    return made.map(({ cart_id }) => cart_id)
  }
}

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
}

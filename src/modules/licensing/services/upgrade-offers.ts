import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import type { UpgradeQuote } from "../rules/upgrade-quote"
import { basisOf, readSubject, type Subject } from "./upgrade-basis"
import { SOLD_AS } from "./sold-as"

/** A stretch of a license's time, with the line of an order that paid for it. */
export type SoldStretch = {
  /** `surcharge`: an upgrade that left the end where it was, from when it took effect. */
  kind: "term" | "surcharge"
  starts_at: Date
  ends_at: Date | null
  /** null = given by an operator */
  order_id: string | null
  line_item_id: string | null
  variant_id: string | null
  /** Units of the line that paid for it; null = all of them */
  units: number | null
  /** The line had a price of its own, not its variant's. */
  own_price: boolean
  /** Of an upgrade's term: what was paid before it and went into its price, in the currency of its order. */
  credited: number
}

export type UpgradeableLicense = {
  id: string
  masked_key: string
  product_id: string
  /** Its title. */
  product: string
  variant_id: string | null
  order_id: string | null
  email: string
  customer_id: string | null
  subject: Subject
  stretches: SoldStretch[]
}

export type OfferUpgrade = {
  license: UpgradeableLicense
  variant_id: string
  plan_id: string
  quote: UpgradeQuote
  /** Lower case */
  currency_code: string
}

/** Upgrades as they are offered: what a license has to give, and the offer that a line of a cart takes up. */
export class UpgradeOffers {
  constructor(private readonly knex: Knex) {}

  /** @returns null for a license that is not there */
  async read(license_id: string): Promise<UpgradeableLicense | null> {
    const [license] = await rows<Omit<UpgradeableLicense, "subject" | "stretches">>(
      this.knex,
      `SELECT l.id, l.masked_key, l.product_id, product.title AS product, l.variant_id, l.order_id, l.email, l.customer_id
         FROM license_center_license l JOIN license_center_product product ON product.id = l.product_id
        WHERE l.id = ? AND l.deleted_at IS NULL`,
      [license_id]
    )
    const subject = license && (await readSubject(this.knex, license_id))
    return license && subject
      ? { ...license, subject, stretches: [...(await this.terms(license_id)), ...(await this.surcharges(license_id))] }
      : null
  }

  /** Writes down what was shown: until then a line that names it applies it, if the license is still what it was. */
  async offer({ license, variant_id, plan_id, quote, currency_code }: OfferUpgrade): Promise<string> {
    const id = generateEntityId(undefined, "lcoff")
    await insert(this.knex, "license_center_offer", {
      id,
      license_id: license.id,
      kind: "upgrade",
      variant_id,
      plan_id,
      quantity: 1,
      // What it runs for is its plan's; the column is for what renewals add.
      duration: "P0D",
      unit_price: quote.due,
      raw_unit_price: JSON.stringify({ value: String(quote.due), precision: 20 }),
      currency_code,
      basis: JSON.stringify({ ...basisOf(license.subject), quote }),
      expires_at: endOfOffer(new Date()),
    })
    return id
  }

  /** The upgrades of an order that stand, with who is to be told. */
  standingOf(order_id: string): Promise<{ id: string; license_id: string; email: string; applied_at: Date }[]> {
    return rows(
      this.knex,
      `SELECT c.id, c.license_id, l.email, c.applied_at
         FROM license_center_plan_change c JOIN license_center_license l ON l.id = c.license_id
        WHERE c.order_id = ? AND c.rolled_back_at IS NULL AND l.deleted_at IS NULL ORDER BY c.applied_at, c.id`,
      [order_id]
    )
  }

  /** @returns null for none */
  async readChange(id: string): Promise<{ standing: boolean; from_plan: string; to_plan_id: string } | null> {
    const [change] = await rows<{ standing: boolean; from_plan: string; to_plan_id: string }>(
      this.knex,
      `SELECT c.rolled_back_at IS NULL AS standing, p.name AS from_plan, c.to_plan_id
         FROM license_center_plan_change c JOIN license_center_plan p ON p.id = c.from_plan_id WHERE c.id = ?`,
      [id]
    )
    return change ?? null
  }

  private terms(license_id: string): Promise<SoldStretch[]> {
    return rows(
      this.knex,
      `SELECT 'term' AS kind, t.starts_at, t.ends_at, t.order_id, t.line_item_id, s.variant_id,
              CASE WHEN t.kind <> 'initial' THEN coalesce(o.quantity, 1)
                   WHEN sold.quantity_means = 'keys' THEN 1 END AS units,
              o.unit_price IS NOT NULL AS own_price,
              CASE WHEN t.kind = 'upgrade'
                   THEN (o.basis->'quote'->>'price')::float8 - (o.basis->'quote'->>'due')::float8 ELSE 0 END AS credited
         FROM license_center_term t
         JOIN LATERAL (SELECT ${SOLD_AS.columns} FROM license_center_license l ${SOLD_AS.join}
                        WHERE l.id = t.license_id) sold ON true
         LEFT JOIN license_center_order_line s ON s.id = t.line_item_id
         LEFT JOIN license_center_offer o ON o.id = s.offer_id
        WHERE t.license_id = ? AND t.reverted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.starts_at, t.id`,
      [license_id]
    )
  }

  /** Those since the newest term that an upgrade began: what was paid before went into that one's price. */
  private surcharges(license_id: string): Promise<SoldStretch[]> {
    return rows(
      this.knex,
      `WITH standing AS (
         SELECT c.*, EXISTS (SELECT 1 FROM license_center_term t
                              WHERE t.line_item_id = c.line_item_id AND t.kind = 'upgrade') AS anew
           FROM license_center_plan_change c WHERE c.license_id = ? AND c.rolled_back_at IS NULL
       )
       SELECT 'surcharge' AS kind, c.applied_at AS starts_at, (o.basis->>'expires_at')::timestamptz AS ends_at,
              c.order_id, c.line_item_id, o.variant_id, 1 AS units, true AS own_price, 0 AS credited
         FROM standing c JOIN license_center_offer o ON o.id = c.offer_id
        WHERE NOT c.anew AND c.applied_at > coalesce((SELECT max(applied_at) FROM standing WHERE anew), '-infinity')
        ORDER BY c.applied_at, c.id`,
      [license_id]
    )
  }
}

/** Prices are counted to the day, and a checkout takes its time: until the day is over, and two more. */
export function endOfOffer(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 3))
}

import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import type { Stretch } from "../rules/extension"
import type { Renewable } from "../rules/renewal"
import type { LicenseStatus } from "../types"
import { COVERAGE } from "./license-lookup"

/** What there is to know of a license before it is renewed. */
export type RenewableLicense = Renewable & {
  id: string
  masked_key: string
  /** Its title. */
  product: string
  /** The variant that is sold for it: the plan's for renewals, or its own. */
  variant_id: string | null
  /** Units of the variant that one term takes. */
  quantity: number
  /** Percent off the variant's price. */
  discount_percent: number | null
  plan_id: string
  /** The order that the license came with. */
  order_id: string | null
  email: string
  customer_id: string | null
}

export type OrderTerm = {
  id: string
  license_id: string
  created_at: Date
  reverted_at: Date | null
  email: string
  locale: string | null
  status: LicenseStatus
}

export type RenewalOffer = {
  license_id: string
  plan_id: string
  variant_id: string
  quantity: number
  stretch: Stretch
  /** Of one unit, in the major unit of `currency_code`; null: what the variant costs. */
  unit_price: number | null
  currency_code: string
}

type Row = Omit<RenewableLicense, "quantity"> & {
  quantity_means: "keys" | "seats"
  seats: number | null
  seats_per_unit: number | null
}

/** What licenses are offered, for lines of carts. An offer is no promise of payment: the term follows a paid order. */
export class RenewalOffers {
  constructor(private readonly knex: Knex) {}

  /**
   * @returns in the order asked
   * @throws MedusaError not_found
   */
  async read(license_ids: string[]): Promise<RenewableLicense[]> {
    const asked = [...new Set(license_ids)]
    const found = await rows<Row>(
      this.knex,
      `SELECT l.id, l.status, l.masked_key, coalesce(p.renewal_variant_id, l.variant_id) AS variant_id, l.order_id,
              l.email, l.customer_id, product.title AS product, l.grace, l.quantity_means, l.seats, l.seats_per_unit, p.id AS plan_id, p.term,
              p.updates_term, p.renewal_discount_percent AS discount_percent, t.has_term, t.expires_at, t.updates_until
         FROM license_center_license l JOIN license_center_plan p ON p.id = l.plan_id
         JOIN license_center_product product ON product.id = l.product_id ${COVERAGE}
        WHERE l.id = ANY(?) AND l.deleted_at IS NULL`,
      [asked]
    )
    const licenses = new Map(found.map((license) => [license.id, license]))
    return asked.map((id) => {
      const license = licenses.get(id)
      if (!license) {
        throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${id} was not found`)
      }
      const { quantity_means: _means, seats: _seats, seats_per_unit: _each, ...rest } = license
      return { ...rest, quantity: unitsOf(license) }
    })
  }

  /** The terms that an order's lines added to licenses sold before, those that were taken back too. */
  termsOfOrder(order_id: string): Promise<OrderTerm[]> {
    return rows<OrderTerm>(
      this.knex,
      `SELECT t.id, t.license_id, t.created_at, t.reverted_at, l.email, l.locale, l.status
         FROM license_center_term t JOIN license_center_license l ON l.id = t.license_id
        WHERE t.order_id = ? AND t.kind = 'renewal' AND t.deleted_at IS NULL AND l.deleted_at IS NULL ORDER BY t.id`,
      [order_id]
    )
  }

  /** Writes all of them down, or none. @returns their ids, in order */
  async make(offers: RenewalOffer[]): Promise<string[]> {
    return this.knex.transaction(async (trx) => {
      const ids: string[] = []
      for (const { stretch, unit_price, currency_code, ...offer } of offers) {
        const id = generateEntityId(undefined, "lcoff")
        const price = unit_price === null ? null : JSON.stringify({ value: String(unit_price), precision: 20 })
        await insert(trx, "license_center_offer", {
          id,
          kind: "renewal",
          ...offer,
          ...stretch,
          unit_price,
          raw_unit_price: price,
          currency_code: price && currency_code,
        })
        ids.push(id)
      }
      return ids
    })
  }
}

/** A license whose seats were multiplied by its quantity is renewed for all of them. */
function unitsOf({ quantity_means, seats, seats_per_unit }: Row): number {
  return quantity_means === "seats" && seats && seats_per_unit ? Math.max(1, Math.ceil(seats / seats_per_unit)) : 1
}

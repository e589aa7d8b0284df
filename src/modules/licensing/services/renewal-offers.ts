import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import { continuation } from "../rules/extension"
import type { LicenseStatus } from "../types"
import { COVERAGE } from "./license-lookup"

export type RenewalOffer = {
  id: string
  license_id: string
  variant_id: string
  /** Units of the variant that one term takes. */
  quantity: number
  /** The order that the license came with. */
  order_id: string | null
  email: string
  customer_id: string | null
  /** What the license would have if it were paid now; null = never ends */
  expires_at: Date | null
  updates_until: Date
}

type Row = {
  id: string
  status: LicenseStatus
  masked_key: string
  variant_id: string | null
  order_id: string | null
  email: string
  customer_id: string | null
  grace: string
  plan_id: string
  term: string | null
  updates_term: string | null
  quantity_means: "keys" | "seats"
  seats: number | null
  seats_per_unit: number | null
  has_term: boolean
  expires_at: Date | null
  updates_until: Date | null
}

/**
 * Writes down what each license is offered: one more term of its plan, as the plan is now. An offer is no promise of
 * payment; the term follows when an order with its line is paid.
 *
 * @returns in the order asked
 * @throws MedusaError not_found, or not_allowed with what stands in the way, and then writes nothing
 */
export async function offerRenewals(knex: Knex, license_ids: string[]): Promise<RenewalOffer[]> {
  const asked = [...new Set(license_ids)]
  const found = await rows<Row>(
    knex,
    `SELECT l.id, l.status, l.masked_key, l.variant_id, l.order_id, l.email, l.customer_id, l.grace, l.quantity_means,
            l.seats, l.seats_per_unit, p.id AS plan_id, p.term, p.updates_term, t.has_term, t.expires_at, t.updates_until
       FROM license_center_license l JOIN license_center_plan p ON p.id = l.plan_id ${COVERAGE}
      WHERE l.id = ANY(?) AND l.deleted_at IS NULL`,
    [asked]
  )
  const licenses = new Map(found.map((license) => [license.id, license]))
  const now = new Date()
  const drafts = asked.map((id) => draftOf(id, licenses.get(id), now))
  await knex.transaction(async (trx) => {
    for (const { row } of drafts) {
      await insert(trx, "license_center_offer", row)
    }
  })
  return drafts.map(({ offer }) => offer)
}

function draftOf(
  id: string,
  license: Row | undefined,
  now: Date
): { offer: RenewalOffer; row: Record<string, unknown> } {
  if (!license) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${id} was not found`)
  }
  const { masked_key, status, variant_id, term, updates_term } = license
  if (status !== "active") {
    throw refused(`License ${masked_key} is ${status} and cannot be renewed`)
  }
  const duration = term ?? updates_term
  const stretch = duration && { duration, updates_duration: updates_term }
  const added = stretch ? continuation(license, stretch, now, license.grace) : "endless"
  if (!stretch || added === "endless") {
    throw refused(`License ${masked_key} and its updates never end: there is nothing to renew`)
  }
  if (added === "too_far") {
    throw refused(`License ${masked_key} cannot be renewed beyond the year 9999`)
  }
  if (!variant_id) {
    throw refused(`License ${masked_key} came without a product that could be bought again`)
  }
  const quantity = unitsOf(license)
  const offer_id = generateEntityId(undefined, "lcoff")
  const { order_id, email, customer_id } = license
  const { expires_at, updates_until } = added
  return {
    offer: {
      id: offer_id,
      license_id: id,
      variant_id,
      quantity,
      order_id,
      email,
      customer_id,
      expires_at,
      updates_until,
    },
    row: { id: offer_id, license_id: id, kind: "renewal", variant_id, plan_id: license.plan_id, quantity, ...stretch },
  }
}

/** A license whose seats were multiplied by its quantity is renewed for all of them. */
function unitsOf({ quantity_means, seats, seats_per_unit }: Row): number {
  return quantity_means === "seats" && seats && seats_per_unit ? Math.max(1, Math.ceil(seats / seats_per_unit)) : 1
}

const refused = (message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message)

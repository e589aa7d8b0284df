import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import { LicenseEvents } from "../../../lib/events"
import { extension, type NoExtension } from "../rules/extension"
import { coverage } from "../rules/terms"
import type { Actor, LicenseStatus } from "../types"
import { recordEvent } from "./audit"
import { termsOf } from "./license-terms"

/** `by` is an ISO 8601 duration. */
export type ExtendLicenseInput = { id: string; by: string; actor: Actor; reason?: string | null }

export type ExtendedLicense = {
  order_id: string | null
  term_id: string
  /** null = perpetual */
  expires_at: Date | null
  updates_until: Date
}

const REFUSAL: Record<NoExtension, string> = {
  endless: "This license and its updates never end: there is nothing to extend",
  too_far: "A license cannot be extended beyond the year 9999",
}

/**
 * Adds a term to a license for an operator, with its audit event. Calling it twice extends twice.
 *
 * @throws MedusaError not_found, or not_allowed for a revoked license and for one without any end
 */
export async function extendLicense(knex: Knex, input: ExtendLicenseInput): Promise<ExtendedLicense> {
  return knex.transaction(async (trx) => {
    const [license] = await rows<{ status: LicenseStatus; order_id: string | null }>(
      trx,
      "SELECT status, order_id FROM license_center_license WHERE id = ? AND deleted_at IS NULL FOR UPDATE",
      [input.id]
    )
    if (!license) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${input.id} was not found`)
    }
    if (license.status === "revoked") {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "A revoked license cannot be extended. Reinstate it first")
    }
    const now = new Date()
    // After the lock: of two who extend at once, the second adds to what the first has added.
    const { terms } = await termsOf(trx, input.id)
    const added = extension(coverage(terms), input.by, now)
    if (typeof added === "string") {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, REFUSAL[added])
    }
    const { term, expires_at, updates_until } = added
    const term_id = generateEntityId(undefined, "lcterm")
    await insert(trx, "license_center_term", {
      id: term_id,
      license_id: input.id,
      kind: "extension",
      ...term,
      duration: input.by,
      updates_duration: term.updates_until && input.by,
      paid_at: now,
    })
    await recordEvent(trx, {
      name: LicenseEvents.EXTENDED,
      actor: input.actor,
      license_id: input.id,
      order_id: license.order_id,
      reason: input.reason,
      data: { by: input.by, expires_at, updates_until, term_id },
    })
    return { order_id: license.order_id, term_id, expires_at, updates_until }
  })
}

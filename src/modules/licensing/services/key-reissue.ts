import { MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { LicenseEvents } from "../../../lib/events"
import { generateKey, maskKey } from "../../../lib/license-key"
import type { Vault } from "../../../lib/secret"
import type { Actor, LicenseStatus } from "../types"
import { recordEvent } from "./audit"
import { oweReissueMail } from "./reissue-mails"

export type ReissueKeyInput = { id: string; actor: Actor; reason?: string | null }

/**
 * Gives a license another key for an operator; what it covers and who holds its seats stays. The old key is unknown as
 * soon as this commits. The mail with the new one is owed from the same moment: see {@link oweReissueMail}. Calling it
 * twice makes two keys, of which the second works.
 *
 * @returns nothing of the key
 * @throws MedusaError not_found, or not_allowed for a revoked license
 */
export async function reissueKey(
  knex: Knex,
  vault: Vault,
  { id, actor, reason }: ReissueKeyInput
): Promise<{ order_id: string | null }> {
  return knex.transaction(async (trx) => {
    const [license] = await rows<{ status: LicenseStatus; order_id: string | null; key_prefix: string }>(
      trx,
      `SELECT l.status, l.order_id, p.key_prefix
         FROM license_center_license l JOIN license_center_plan p ON p.id = l.plan_id
        WHERE l.id = ? AND l.deleted_at IS NULL FOR UPDATE OF l`,
      [id]
    )
    if (!license) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${id} was not found`)
    }
    if (license.status === "revoked") {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "A revoked license gets no new key. Reinstate it first")
    }
    const key = generateKey(license.key_prefix)
    await rows(
      trx,
      `UPDATE license_center_license SET key_hash = ?, key_sealed = ?, masked_key = ?, updated_at = now() WHERE id = ?`,
      [vault.hash("key", key), vault.encrypt(key, `license:${id}`), maskKey(key), id]
    )
    await oweReissueMail(trx, id)
    await recordEvent(trx, {
      name: LicenseEvents.KEY_REISSUED,
      actor,
      license_id: id,
      order_id: license.order_id,
      reason,
    })
    return { order_id: license.order_id }
  })
}

import { MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Actor } from "../types"
import { recordEvent } from "./audit"
import { rows } from "./database"

export type ReleaseSeatInput = { license_id: string; activation_id: string; actor: Actor; reason?: string | null }

/**
 * An operator frees the seat of a device that its owner cannot reach any more. The device is told by its next validation.
 *
 * @returns whether it held its seat; releasing it twice is fine
 * @throws MedusaError not_found for an activation that is not of this license
 */
export async function releaseSeat(knex: Knex, input: ReleaseSeatInput): Promise<boolean> {
  return knex.transaction(async (trx) => {
    // The license's lock, like every change of its seats.
    await rows(trx, "SELECT id FROM license_center_license WHERE id = ? FOR UPDATE", [input.license_id])
    const [activation] = await rows<{ deactivated_at: Date | null }>(
      trx,
      "SELECT deactivated_at FROM license_center_activation WHERE id = ? AND license_id = ? AND deleted_at IS NULL",
      [input.activation_id, input.license_id]
    )
    if (!activation) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Activation ${input.activation_id} was not found`)
    }
    if (activation.deactivated_at) {
      return false
    }
    await rows(
      trx,
      "UPDATE license_center_activation SET deactivated_at = now(), deactivated_reason = 'operator', updated_at = now() WHERE id = ?",
      [input.activation_id]
    )
    await recordEvent(trx, {
      name: "license.deactivated",
      actor: input.actor,
      license_id: input.license_id,
      activation_id: input.activation_id,
      reason: input.reason,
    })
    return true
  })
}

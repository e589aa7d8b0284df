import { MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Actor } from "../types"
import { recordEvent, recordEvents } from "./audit"
import { rows } from "../../../lib/database"
import { holdsSeat } from "./license-lookup"

export type ReleaseSeatInput = { license_id: string; activation_id: string; actor: Actor; reason?: string | null }

/**
 * Frees the seat of a device that its owner cannot reach any more: an operator does, or its owner. The device is told by
 * its next validation.
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
      "UPDATE license_center_activation SET deactivated_at = now(), deactivated_reason = ?, updated_at = now() WHERE id = ?",
      [input.actor.type === "customer" ? "customer" : "operator", input.activation_id]
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

/** An activation whose seat was taken from it. */
export type FreedSeat = { license_id: string; activation_id: string }

/**
 * A license has fewer seats than before: those who were not seen for longest lose theirs, until no more are live than
 * there are seats. Their next validation tells them. Spare copies hold no seat and stay.
 *
 * @param license_id the caller holds this license's row lock
 * @param seats what it has now; null is unlimited
 */
export async function releaseSurplus(
  trx: Knex.Transaction,
  license_id: string,
  seats: number | null,
  actor: Actor
): Promise<FreedSeat[]> {
  if (seats === null) {
    return []
  }
  const freed = await rows<{ id: string }>(
    trx,
    `UPDATE license_center_activation
        SET deactivated_at = now(), deactivated_reason = 'seats_reduced', updated_at = now()
      WHERE id IN (SELECT u.id FROM license_center_activation u JOIN license_center_license l ON l.id = u.license_id
                    WHERE u.license_id = ? AND NOT u.spare AND ${holdsSeat("u")}
                    ORDER BY u.last_seen_at DESC, u.activated_at DESC, u.id OFFSET ?)
      RETURNING id`,
    [license_id, seats]
  )
  await recordEvents(
    trx,
    freed.map(({ id }) => ({
      name: "license.deactivated",
      actor,
      license_id,
      activation_id: id,
      reason: "seats_reduced",
      data: { seats },
    }))
  )
  return freed.map(({ id }) => ({ license_id, activation_id: id }))
}

import { MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import { subtractDuration } from "../../../lib/duration"
import { movesToForgive, rebindQuota, type RebindQuota } from "../rules/rebind-quota"
import type { Actor } from "../types"
import { recordEvent } from "./audit"

type Limits = { id: string; rebind_limit: number | null; rebind_window: string }

export type AllowRebindInput = { id: string; actor: Actor; reason?: string | null }

/** The moves that the quota counts now, the oldest first. */
export async function countedMoves(
  db: Db,
  { id, rebind_window }: Limits,
  now: Date
): Promise<{ id: string; rebound_at: Date }[]> {
  return rows(
    db,
    `SELECT id, rebound_at FROM license_center_rebind
      WHERE license_id = ? AND rebound_at > ? AND forgiven_at IS NULL ORDER BY rebound_at, id`,
    [id, subtractDuration(now, rebind_window)]
  )
}

/**
 * How often a license was moved, for operators.
 *
 * @throws MedusaError not_found
 */
export async function readRebinds(db: Db, id: string): Promise<RebindQuota> {
  const license = await limitsOf(db, id)
  const moves = await countedMoves(db, license, new Date())
  return rebindQuota(
    license.rebind_limit,
    license.rebind_window,
    moves.map((move) => move.rebound_at)
  )
}

/**
 * An operator lets the software move its seat once more: the oldest of the moves that fill the quota count no longer.
 *
 * @returns whether anything changed; while a move is left, nothing does
 * @throws MedusaError not_found, or not_allowed for a license that may not be moved at all
 */
export async function allowRebind(knex: Knex, input: AllowRebindInput): Promise<boolean> {
  return knex.transaction(async (trx) => {
    // The license's lock, as the software's own move takes it: the count stays what it is until the end.
    const license = await limitsOf(trx, input.id, "FOR UPDATE")
    if (license.rebind_limit === 0) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "This license allows no moves to another device. Free the old device's seat instead"
      )
    }
    const moves = await countedMoves(trx, license, new Date())
    const forgiven = moves.slice(0, movesToForgive(license.rebind_limit, moves.length)).map((move) => move.id)
    if (forgiven.length === 0) {
      return false
    }
    await rows(trx, "UPDATE license_center_rebind SET forgiven_at = now(), updated_at = now() WHERE id = ANY(?)", [
      forgiven,
    ])
    await recordEvent(trx, {
      name: "license.rebind_allowed",
      actor: input.actor,
      license_id: input.id,
      reason: input.reason,
      data: { rebind_ids: forgiven },
    })
    return true
  })
}

async function limitsOf(db: Db, id: string, lock: "FOR UPDATE" | "" = ""): Promise<Limits> {
  const [license] = await rows<Limits>(
    db,
    `SELECT id, rebind_limit, rebind_window FROM license_center_license WHERE id = ? AND deleted_at IS NULL ${lock}`,
    [id]
  )
  if (!license) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${id} was not found`)
  }
  return license
}

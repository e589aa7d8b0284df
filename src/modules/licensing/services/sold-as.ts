import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

/**
 * Seats as an order sold them. Those of a license that was upgraded since are what the upgrade made of them: what its
 * first order deserves is compared with, and written to, what was before.
 */
const FIRST_UPGRADE = `SELECT c.id FROM license_center_plan_change c
   WHERE c.license_id = l.id AND c.rolled_back_at IS NULL ORDER BY c.applied_at, c.id LIMIT 1`

const QUANTITY_MEANS = "CASE WHEN u.id IS NULL THEN l.quantity_means ELSE u.before->>'quantity_means' END"

/** `columns` of license `l`, for a statement that has the `join`; the others are single ones of them. */
export const SOLD_AS = {
  quantity_means: QUANTITY_MEANS,
  variant_id: "CASE WHEN u.id IS NULL THEN l.variant_id ELSE u.before->>'variant_id' END",
  columns: `${QUANTITY_MEANS} AS quantity_means,
            CASE WHEN u.id IS NULL THEN l.seats ELSE (u.before->>'seats')::int END AS seats,
            CASE WHEN u.id IS NULL THEN l.seats_per_unit ELSE (u.before->>'seats_per_unit')::int END AS seats_per_unit`,
  join: `LEFT JOIN license_center_plan_change u ON u.id = (${FIRST_UPGRADE})`,
}

/**
 * @returns whether the license itself has so many seats now; false when an upgrade stands, and only what was before has.
 *   What the upgrade's price has counted is kept beside it
 */
export async function resizeSold(trx: Knex.Transaction, license_id: string, seats: number): Promise<boolean> {
  const under = await rows(
    trx,
    `UPDATE license_center_plan_change u
        SET before = u.before || jsonb_build_object(
              'seats', ?::int, 'seats_priced', coalesce(u.before->'seats_priced', u.before->'seats')), updated_at = now()
       FROM license_center_license l
      WHERE l.id = ? AND u.id = (${FIRST_UPGRADE}) RETURNING u.id`,
    [seats, license_id]
  )
  if (under.length) {
    return false
  }
  await rows(trx, "UPDATE license_center_license SET seats = ?, updated_at = now() WHERE id = ?", [seats, license_id])
  return true
}

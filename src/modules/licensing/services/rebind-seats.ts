import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import type { LicenseFacts } from "../rules/verdict"
import { releaseTimedOut } from "./activations"
import { COVERAGE, holdsSeat, type LicenseRow } from "./license-lookup"

/** What a move is judged by, of the license itself. */
export type SeatsRow = LicenseFacts &
  Pick<LicenseRow, "id" | "seats" | "seats_used" | "rebind_limit" | "rebind_window" | "floating_timeout" | "order_id">

/** Of a license that exists. */
export async function readSeats(db: Db, license_id: string): Promise<SeatsRow> {
  const [row] = await rows<SeatsRow>(
    db,
    `SELECT l.id, l.status, l.on_expiry, l.grace, l.seats, l.rebind_limit, l.rebind_window, l.floating_timeout,
            l.order_id, t.has_term, t.expires_at,
            (SELECT count(*)::int FROM license_center_activation u
              WHERE u.license_id = l.id AND NOT u.spare AND ${holdsSeat("u")}) AS seats_used
       FROM license_center_license l ${COVERAGE} WHERE l.id = ?`,
    [license_id]
  )
  return row!
}

/** Takes the license's lock, under which its seats change hands, then reads: in one statement the count would be older. */
export async function lockSeats(trx: Knex.Transaction, license_id: string): Promise<SeatsRow> {
  const [license] = await rows<Pick<SeatsRow, "id" | "floating_timeout">>(
    trx,
    "SELECT id, floating_timeout FROM license_center_license WHERE id = ? FOR UPDATE",
    [license_id]
  )
  await releaseTimedOut(trx, license!)
  return readSeats(trx, license_id)
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Actor, LicensePlanDTO } from "../types"
import { recordEvent, recordEvents } from "./audit"
import { rows } from "../../../lib/database"
import { releaseSurplus, type FreedSeat } from "./seat-release"

/** What of a sold license follows its plan when an operator asks for it. */
const FOLLOWING = [
  "on_expiry",
  "grace",
  "lease_ttl",
  "rebind_limit",
  "rebind_window",
  "entitlements",
  "spare_activations",
  "devices_visible_to",
]

const NEW_VALUES: Record<string, string> = {
  ...Object.fromEntries(FOLLOWING.map((field) => [field, `p.${field}`])),
  seats: `CASE WHEN l.quantity_means = 'seats' THEN least(p.seats::bigint * coalesce(l.seats / nullif(l.seats_per_unit, 0), 1), 2147483647)::int ELSE p.seats END`,
  seats_per_unit: "p.seats",
  floating_timeout:
    "CASE WHEN l.activation_kind = 'floating' THEN coalesce(p.floating_timeout, l.floating_timeout) END",
}

const ASSIGNMENTS = Object.entries(NEW_VALUES).map(([field, value]) => `${field} = ${value}`)
const DIFFERENCES = Object.entries(NEW_VALUES).map(([field, value]) => `l.${field} IS DISTINCT FROM ${value}`)

/** Licenses changed in one transaction: their customers' calls wait for it. */
const BATCH = 200

export type FollowResult = { changed: number; freed: FreedSeat[] }

/**
 * Lets sold licenses follow their plan: rules and seats, not what was paid for (terms stay as they were sold). A license
 * that gets fewer seats frees those that were not seen for longest.
 *
 * In batches, and only those that differ: whoever dies half-way asks again and goes on.
 */
export async function followPlan(knex: Knex, plan: Pick<LicensePlanDTO, "id">, actor: Actor): Promise<FollowResult> {
  const freed: FreedSeat[] = []
  let changed = 0
  for (let last = BATCH; last === BATCH;) {
    last = await knex.transaction(async (trx) => {
      const licenses = await nextBatch(trx, plan.id)
      for (const { id, seats } of licenses) {
        freed.push(...(await releaseSurplus(trx, id, seats, actor)))
      }
      await recordEvents(
        trx,
        licenses.map(({ id, seats }) => ({
          name: "license.plan_applied",
          actor,
          license_id: id,
          plan_id: plan.id,
          data: { seats },
        }))
      )
      return licenses.length
    })
    changed += last
  }
  await recordEvent(knex, {
    name: "plan.applied_to_licenses",
    actor,
    plan_id: plan.id,
    data: { licenses: changed },
  })
  return { changed, freed }
}

/** Takes the row locks in the order of ids, like everyone who takes several. */
async function nextBatch(trx: Knex.Transaction, plan_id: string): Promise<{ id: string; seats: number | null }[]> {
  return rows(
    trx,
    `WITH due AS MATERIALIZED (
       SELECT l.id FROM license_center_license l JOIN license_center_plan p ON p.id = l.plan_id
        WHERE p.id = ? AND l.deleted_at IS NULL AND l.status <> 'revoked' AND (${DIFFERENCES.join(" OR ")})
        ORDER BY l.id LIMIT ${BATCH} FOR UPDATE OF l
     )
     UPDATE license_center_license l SET ${ASSIGNMENTS.join(", ")}, updated_at = now()
       FROM license_center_plan p
      WHERE p.id = ? AND l.id IN (SELECT id FROM due)
      RETURNING l.id, l.seats`,
    [plan_id, plan_id]
  )
}

import { rows, type Db } from "../../../lib/database"
import { shortKey } from "../../../lib/short-key"
import type { ReconcileFlag } from "../rules/reconcile-order"

type Found = { what: keyof typeof COUNTED; masked_key: string; line_item_id: string }

const COUNTED = {
  upgrade:
    "this upgrade, which is taken back now. It keeps the later one: see whether that has to be refunded as well.",
  renewal: "this renewal, which is taken back now. It keeps the upgrade: see whether that has to be refunded as well.",
  seats: "what this order was. It keeps the seats of its upgrade: see whether money has to go back.",
}

/** What an order paid for has become less, after an upgrade that stands was priced by it. True for as long as it is so. */
export async function upgradedSince(db: Db, order_id: string): Promise<ReconcileFlag[]> {
  const found = await rows<Found>(
    db,
    `SELECT 'upgrade' AS what, l.masked_key, c.line_item_id
       FROM license_center_plan_change c JOIN license_center_license l ON l.id = c.license_id
      WHERE c.order_id = ? AND c.rolled_back_at IS NOT NULL AND l.status <> 'revoked' AND EXISTS (
              SELECT 1 FROM license_center_plan_change later
               WHERE later.license_id = c.license_id AND later.rolled_back_at IS NULL
                 AND later.applied_at > c.applied_at AND later.applied_at < c.rolled_back_at)
      UNION ALL
     SELECT DISTINCT 'renewal', l.masked_key, t.line_item_id
       FROM license_center_term t JOIN license_center_license l ON l.id = t.license_id
      WHERE t.order_id = ? AND t.kind = 'renewal' AND t.superseded_by IS NOT NULL AND l.status <> 'revoked'
        AND t.reverted_reason IS DISTINCT FROM 'superseded'
      UNION ALL
     SELECT 'seats', l.masked_key, l.line_item_id
       FROM license_center_license l
       JOIN LATERAL (SELECT u.before FROM license_center_plan_change u
                      WHERE u.license_id = l.id AND u.rolled_back_at IS NULL
                      ORDER BY u.applied_at, u.id LIMIT 1) first ON true
      WHERE l.order_id = ? AND l.line_item_id IS NOT NULL AND l.status <> 'revoked'
        AND first.before->'seats_priced' <> first.before->'seats'
      ORDER BY 2, 3`,
    [order_id, order_id, order_id]
  )
  return found.map(({ what, masked_key, line_item_id }) => ({
    code: "UPGRADED_SINCE",
    line_item_id,
    detail: `License ${shortKey(masked_key)} was upgraded since, for a price that counted ${COUNTED[what]}`,
  }))
}

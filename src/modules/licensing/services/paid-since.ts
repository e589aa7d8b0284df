import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { shortKey } from "../../../lib/short-key"
import { UNDONE_REASONS, type ReconcileFlag } from "../rules/reconcile-order"

type Stranded = { line_item_id: string; masked_key: string; orders: number }

/**
 * Licenses that ended because their purchase was undone, while other orders that renewed or upgraded them stand: whoever
 * paid those has nothing of it any more.
 */
export async function flagPaidSince(trx: Knex.Transaction, order_id: string): Promise<ReconcileFlag[]> {
  const stranded = await rows<Stranded>(
    trx,
    `SELECT l.line_item_id, l.masked_key, count(DISTINCT since.order_id)::int AS orders
       FROM license_center_license l
       JOIN LATERAL (
         SELECT t.order_id FROM license_center_term t
          WHERE t.license_id = l.id AND t.kind IN ('renewal', 'upgrade') AND t.deleted_at IS NULL
            AND (t.reverted_at IS NULL OR t.reverted_reason = 'superseded')
          UNION ALL
         SELECT c.order_id FROM license_center_plan_change c WHERE c.license_id = l.id AND c.rolled_back_at IS NULL
       ) since ON since.order_id <> l.order_id
      WHERE l.order_id = ? AND l.line_item_id IS NOT NULL AND l.deleted_at IS NULL AND l.status = 'revoked'
        AND l.status_reason = ANY(?)
      GROUP BY l.id ORDER BY l.id`,
    [order_id, UNDONE_REASONS]
  )
  return stranded.map(({ line_item_id, masked_key, orders }) => ({
    code: "PAID_SINCE",
    line_item_id,
    detail: `License ${shortKey(masked_key)} ended with this order. ${orders} later order${orders === 1 ? "" : "s"} that renewed or upgraded it ${orders === 1 ? "is" : "are"} not taken back: see whether they have to be refunded.`,
  }))
}

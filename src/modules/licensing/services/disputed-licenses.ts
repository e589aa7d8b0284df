import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { DisputableLicense } from "../rules/disputes"

/**
 * The licenses that an order sold, upgraded or paid a term of, with what decides how disputes bear on them. A term that was taken
 * back is paid by nobody any more; one that an upgrade took the place of still is.
 */
export async function disputableLicenses(
  knex: Knex,
  order_id: string
): Promise<(DisputableLicense & { id: string })[]> {
  return rows(
    knex,
    `SELECT l.id, l.status, l.status_reason, l.order_id,
            ARRAY(SELECT t.order_id FROM license_center_term t
                   WHERE t.license_id = l.id AND t.order_id IS NOT NULL AND t.deleted_at IS NULL
                     AND (t.reverted_at IS NULL OR t.reverted_reason = 'superseded')
                   UNION
                  SELECT c.order_id FROM license_center_plan_change c
                   WHERE c.license_id = l.id AND c.rolled_back_at IS NULL) AS paid_by,
            (SELECT max(e.created_at) FROM license_center_event e
              WHERE e.license_id = l.id AND e.name = 'license.reinstated' AND e.actor_type = 'operator'
                AND e.deleted_at IS NULL) AS reinstated_at
       FROM license_center_license l
      WHERE l.deleted_at IS NULL
        AND (l.order_id = ?
             OR l.id IN (SELECT t.license_id FROM license_center_term t WHERE t.order_id = ? AND t.deleted_at IS NULL)
             OR l.id IN (SELECT c.license_id FROM license_center_plan_change c
                          WHERE c.order_id = ? AND c.rolled_back_at IS NULL))
      ORDER BY l.id`,
    [order_id, order_id, order_id]
  )
}

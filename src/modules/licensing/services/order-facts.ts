import { rows, type Db } from "../../../lib/database"
import type { LicenseUnit, OrderFacts } from "../rules/reconcile-order"
import type { LicensePlanDTO } from "../types"
import type { OrderSnapshot } from "./order-ledger"
import type { SoldLine } from "./order-lines"
import { SOLD_AS } from "./sold-as"

/** Deleted ones too: what was sold under a plan stays sold. */
export async function plansOfLines(db: Db, lines: Map<string, SoldLine>): Promise<Map<string, LicensePlanDTO>> {
  const ids = [...new Set([...lines.values()].map((line) => line.plan_id))]
  const plans = await rows<LicensePlanDTO>(db, "SELECT * FROM license_center_plan WHERE id = ANY(?)", [ids])
  return new Map(plans.map((plan) => [plan.id, plan]))
}

export function orderFacts(
  order: OrderSnapshot,
  lines: Map<string, SoldLine>,
  plans: Map<string, LicensePlanDTO>,
  approved: boolean
): OrderFacts {
  return {
    ...order,
    approved,
    lines: order.lines.map(({ line_item_id, quantity, returned, paid_back }) => ({
      line_item_id,
      quantity,
      returned,
      paid_back,
      // What takes up an offer sells no license of its own.
      plan: lines.get(line_item_id)?.offer_id ? null : (plans.get(lines.get(line_item_id)?.plan_id ?? "") ?? null),
    })),
  }
}

/** The licenses that the order sold, soft-deleted ones too: their units stay taken. */
export async function unitsOfOrder(db: Db, order_id: string): Promise<LicenseUnit[]> {
  const units = await rows<LicenseUnit>(
    db,
    `SELECT l.id, l.line_item_id, l.unit_index, l.status, l.status_reason, ${SOLD_AS.columns},
            EXISTS (SELECT 1 FROM license_center_activation a WHERE a.license_id = l.id) AS ever_activated,
            l.pinned_at IS NOT NULL AS pinned, l.status_changed_at
       FROM license_center_license l ${SOLD_AS.join}
      WHERE l.order_id = ? AND l.line_item_id IS NOT NULL ORDER BY l.id`,
    [order_id]
  )
  return units.sort((a, b) => a.line_item_id.localeCompare(b.line_item_id) || a.unit_index - b.unit_index)
}

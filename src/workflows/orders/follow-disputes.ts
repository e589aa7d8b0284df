import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../modules/licensing"
import { followDisputes } from "../../modules/licensing/rules/disputes"
import type LicensingModuleService from "../../modules/licensing/service"
import { REFUNDS_MODULE } from "../../modules/refunds"
import type RefundsModuleService from "../../modules/refunds/service"
import type { OrderRead } from "./read-order"

/** License ids. */
export type DisputeChanges = { suspended: string[]; reinstated: string[] }

/** Each round reads what the one before left; a dispute that changes this often is left to its next event. */
const MAX_ROUNDS = 5

/**
 * Brings the licenses that an order sold or renewed in line with its disputes, those of which were heard before the order
 * existed included. A license may be paid by several orders, which take no turns with one another: so it goes on until
 * nothing is left to change, and whoever acted on what was overtaken corrects it.
 */
export async function followOrderDisputes(
  container: MedusaContainer,
  order: Pick<OrderRead, "id" | "payment_intent_ids">
): Promise<DisputeChanges> {
  const { payments } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const changes: DisputeChanges = { suspended: [], reinstated: [] }
  if (order.payment_intent_ids.length) {
    await payments.adopt(order.id, order.payment_intent_ids)
  }
  if (!(await payments.standings([order.id])).size) {
    return changes
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const licenses = await licensing.listDisputableLicenses(order.id)
    const orders = new Set(licenses.flatMap(({ order_id, paid_by }) => [...(order_id ? [order_id] : []), ...paid_by]))
    const standings = await payments.standings([...orders])
    let isChanged = false
    for (const license of licenses) {
      const action = followDisputes(license, standings)
      if (action && (await change(licensing, license.id, action))) {
        changes[action === "suspend" ? "suspended" : "reinstated"].push(license.id)
        isChanged = true
      }
    }
    if (!isChanged) {
      break
    }
  }
  return changes
}

function change(licensing: LicensingModuleService, id: string, action: "suspend" | "reinstate"): Promise<boolean> {
  const reason = action === "suspend" ? "disputed" : "dispute_over"
  return licensing.changeLicenseStatus({ id, action, because: "dispute", actor: { type: "system" }, reason })
}

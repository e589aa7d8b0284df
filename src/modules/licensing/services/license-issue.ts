import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Vault } from "../../../lib/secret"
import { generateKey, maskKey } from "../../../lib/license-key"
import type { OrderChanges } from "../rules/reconcile-order"
import { initialTerm } from "../rules/terms"
import type { Actor, LicensePlanDTO } from "../types"
import { recordEvents, type AuditEntry } from "./audit"
import { insert } from "../../../lib/database"
import type { OrderSnapshot } from "./order-ledger"
import type { SoldLine } from "./order-lines"
import { planCopyOf } from "./plan-copy"

export type IssueInput = {
  order: OrderSnapshot
  /** What the lines were sold as, by line item id. */
  lines: Map<string, SoldLine>
  plans: Map<string, LicensePlanDTO>
  units: OrderChanges["issue"]
  actor: Actor
}

/**
 * Makes the licenses of an order's units: key, row, first term and audit event. They share one delivery, so that one
 * mail brings them.
 *
 * @returns their ids
 */
export async function issueLicenses(trx: Knex.Transaction, vault: Vault, input: IssueInput): Promise<string[]> {
  const { order, actor } = input
  const events: AuditEntry[] = []
  const delivery_id = generateEntityId(undefined, "lcdel")
  const now = new Date()
  for (const unit of input.units) {
    const plan = input.plans.get(unit.plan_id)!
    const line = input.lines.get(unit.line_item_id)!
    const id = generateEntityId(undefined, "lic")
    const key = generateKey(plan.key_prefix)
    await insert(trx, "license_center_license", {
      id,
      key_hash: vault.hash("key", key),
      key_sealed: vault.encrypt(key, `license:${id}`),
      masked_key: maskKey(key),
      ...planCopyOf(plan, { variant_id: line.variant_id, seats: unit.seats }),
      product_id: line.product_id,
      order_id: order.id,
      order_display_id: order.display_id,
      line_item_id: unit.line_item_id,
      unit_index: unit.unit_index,
      delivery_id,
      customer_id: order.customer_id,
      email: order.email,
      locale: order.locale,
      country_code: order.country_code ?? null,
    })
    await insert(trx, "license_center_term", {
      id: generateEntityId(undefined, "lcterm"),
      license_id: id,
      kind: "initial",
      ...initialTerm(plan, now),
      paid_at: order.paid_at ?? now,
      order_id: order.id,
      line_item_id: unit.line_item_id,
      unit_index: unit.unit_index,
    })
    events.push({
      name: "license.issued",
      actor,
      license_id: id,
      plan_id: plan.id,
      order_id: order.id,
      data: { line_item_id: unit.line_item_id, unit_index: unit.unit_index },
    })
  }
  await recordEvents(trx, events)
  return events.map((event) => event.license_id!)
}

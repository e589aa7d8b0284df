import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Vault } from "../../../lib/secret"
import { generateKey, maskKey } from "../rules/license-key"
import {
  reconcileOrder,
  type OrderChanges,
  type OrderFacts,
  type LicenseUnit,
  type ReconcileFlag,
} from "../rules/reconcile-order"
import { initialTerm } from "../rules/terms"
import type { Actor, LicensePlanDTO } from "../types"
import { recordEvents, type AuditEntry } from "./audit"
import { rows } from "./database"
import { setStatus } from "./license-status"

/** An order as the workflow read it: what it is, who bought, and which plan each line's variant sells today. */
export type OrderSnapshot = Omit<OrderFacts, "lines"> & {
  display_id: number | null
  email: string
  customer_id: string | null
  locale: string | null
  lines: {
    line_item_id: string
    quantity: number
    returned: number
    plan_id: string | null
    variant_id: string | null
    product: { id: string; handle: string; title: string } | null
  }[]
}

/** License ids by what happened to them. `reverted` counts terms of renewals that were taken back. */
export type ReconcileResult = {
  issued: string[]
  revoked: string[]
  reinstated: string[]
  reverted: string[]
  resized: string[]
  unchanged: string[]
  flags: ReconcileFlag[]
}

/**
 * Brings an order's licenses to what the order deserves, in one transaction under a lock of that order.
 * Any number of callers may do this at once, and any of them may die: the next one finishes.
 */
export class OrderLedger {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  async reconcile(order: OrderSnapshot, actor: Actor): Promise<ReconcileResult> {
    return this.knex.transaction(async (trx) => {
      // Two runs for one order take turns; the unique index over (line, unit) stands behind it.
      await rows(trx, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`license-center:order:${order.id}`])
      const plans = await this.plans(trx, order)
      const units = await this.units(trx, order)
      const changes = reconcileOrder(this.facts(order, plans), units)
      await this.syncProducts(trx, order)
      const issued = await this.issue(trx, order, changes, plans, actor)
      for (const { license_id, reason } of changes.revoke) {
        await setStatus(trx, { id: license_id, status: "revoked", status_reason: reason, actor, reason })
      }
      for (const { license_id } of changes.reinstate) {
        await setStatus(trx, { id: license_id, status: "active", status_reason: null, actor, reason: "order_paid" })
      }
      await this.resize(trx, changes, actor)
      await this.followBuyer(trx, order, actor)
      return summarize(units, issued, changes)
    })
  }

  private async plans(trx: Knex.Transaction, order: OrderSnapshot): Promise<Map<string, LicensePlanDTO>> {
    const ids = [...new Set(order.lines.flatMap((line) => line.plan_id ?? []))]
    const plans = ids.length
      ? await rows<LicensePlanDTO>(trx, "SELECT * FROM license_center_plan WHERE id = ANY(?) AND deleted_at IS NULL", [
          ids,
        ])
      : []
    return new Map(plans.map((plan) => [plan.id, plan]))
  }

  private facts(order: OrderSnapshot, plans: Map<string, LicensePlanDTO>): OrderFacts {
    return {
      ...order,
      lines: order.lines.map((line) => ({
        line_item_id: line.line_item_id,
        quantity: line.quantity,
        returned: line.returned,
        plan: (line.plan_id && plans.get(line.plan_id)) || null,
      })),
    }
  }

  /** Locks the order's licenses, soft-deleted ones too: their units stay taken. */
  private units(trx: Knex.Transaction, order: OrderSnapshot): Promise<LicenseUnit[]> {
    return rows<LicenseUnit>(
      trx,
      `SELECT l.id, l.line_item_id, l.unit_index, l.status, l.status_reason, l.quantity_means, l.seats, l.seats_per_unit,
              EXISTS (SELECT 1 FROM license_center_activation a WHERE a.license_id = l.id) AS ever_activated,
              l.pinned_at IS NOT NULL AS pinned
         FROM license_center_license l
        WHERE l.order_id = ? AND l.line_item_id IS NOT NULL
        ORDER BY l.line_item_id, l.unit_index FOR UPDATE OF l`,
      [order.id]
    )
  }

  /**
   * Writes only what is new, in one order for everyone: a row written is locked until the order's keys are issued, and
   * orders of one product would wait for each other, or orders of two for ever.
   */
  private async syncProducts(trx: Knex.Transaction, order: OrderSnapshot): Promise<void> {
    const sold = new Map(
      order.lines.flatMap(({ plan_id, product }) => (plan_id && product ? [[product.id, product]] : []))
    )
    const known = await rows<{ id: string; handle: string; title: string }>(
      trx,
      "SELECT id, handle, title FROM license_center_product WHERE id = ANY(?)",
      [[...sold.keys()]]
    )
    const current = new Map(known.map((product) => [product.id, product]))
    for (const product of [...sold.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const before = current.get(product.id)
      if (before?.handle !== product.handle || before.title !== product.title) {
        await upsertProduct(trx, product)
      }
    }
  }

  private async issue(
    trx: Knex.Transaction,
    order: OrderSnapshot,
    changes: OrderChanges,
    plans: Map<string, LicensePlanDTO>,
    actor: Actor
  ): Promise<string[]> {
    const issued: string[] = []
    const events: AuditEntry[] = []
    const delivery_id = generateEntityId(undefined, "lcdel")
    const now = new Date()
    for (const unit of changes.issue) {
      const plan = plans.get(unit.plan_id)!
      const line = order.lines.find((candidate) => candidate.line_item_id === unit.line_item_id)!
      if (!line.product) {
        throw new MedusaError(
          MedusaError.Types.UNEXPECTED_STATE,
          `Order ${order.id}: line ${line.line_item_id} sells a license plan but names no product.`
        )
      }
      const id = generateEntityId(undefined, "lic")
      const key = generateKey(plan.key_prefix)
      await trx("license_center_license").insert({
        id,
        key_hash: this.vault.hash("key", key),
        key_sealed: this.vault.encrypt(key, `license:${id}`),
        masked_key: maskKey(key),
        plan_id: plan.id,
        product_id: line.product.id,
        variant_id: line.variant_id,
        order_id: order.id,
        order_display_id: order.display_id,
        line_item_id: line.line_item_id,
        unit_index: unit.unit_index,
        delivery_id,
        customer_id: order.customer_id,
        email: order.email,
        locale: order.locale,
        seats: unit.seats,
        seats_per_unit: plan.seats,
        on_expiry: plan.on_expiry,
        grace: plan.grace,
        lease_ttl: plan.lease_ttl,
        rebind_limit: plan.rebind_limit,
        rebind_window: plan.rebind_window,
        entitlements: plan.entitlements,
        quantity_means: plan.quantity_means,
        activation_kind: plan.activation_kind,
        floating_timeout: plan.activation_kind === "floating" ? plan.floating_timeout : null,
        spare_activations: plan.spare_activations,
        devices_visible_to: plan.devices_visible_to,
      })
      await trx("license_center_term").insert({
        id: generateEntityId(undefined, "lcterm"),
        license_id: id,
        kind: "initial",
        ...initialTerm(plan, now),
        order_id: order.id,
        line_item_id: line.line_item_id,
        unit_index: unit.unit_index,
      })
      events.push({
        name: "license.issued",
        actor,
        license_id: id,
        plan_id: plan.id,
        order_id: order.id,
        data: { line_item_id: line.line_item_id, unit_index: unit.unit_index },
      })
      issued.push(id)
    }
    await recordEvents(trx, events)
    return issued
  }

  private async resize(trx: Knex.Transaction, changes: OrderChanges, actor: Actor): Promise<void> {
    for (const { license_id, seats } of changes.set_seats) {
      await rows(trx, "UPDATE license_center_license SET seats = ?, updated_at = now() WHERE id = ?", [
        seats,
        license_id,
      ])
      await recordEvents(trx, [{ name: "license.seats_changed", actor, license_id, data: { seats } }])
    }
  }

  /** A guest who registers, an address that is corrected, an order that is transferred: its licenses go along. */
  private async followBuyer(trx: Knex.Transaction, order: OrderSnapshot, actor: Actor): Promise<void> {
    const moved = await rows<{ id: string }>(
      trx,
      `UPDATE license_center_license SET email = ?, customer_id = ?, updated_at = now()
        WHERE order_id = ? AND (email IS DISTINCT FROM ? OR customer_id IS DISTINCT FROM ?) RETURNING id`,
      [order.email, order.customer_id, order.id, order.email, order.customer_id]
    )
    await recordEvents(
      trx,
      moved.map(({ id }) => ({ name: "license.owner_changed", actor, license_id: id, order_id: order.id }))
    )
  }
}

/** Learns a product's current handle and title, keeping the handles it had. A handle belongs to who has it now. */
export async function upsertProduct(
  db: Knex | Knex.Transaction,
  product: { id: string; handle: string; title: string }
): Promise<void> {
  await rows(
    db,
    `INSERT INTO license_center_product (id, handle, handles, title) VALUES (?, ?, ARRAY[?]::text[], ?)
     ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, title = excluded.title, updated_at = now(),
       handles = CASE WHEN excluded.handle = ANY(license_center_product.handles) THEN license_center_product.handles
                      ELSE license_center_product.handles || excluded.handle END
       WHERE license_center_product.handle <> excluded.handle OR license_center_product.title <> excluded.title`,
    [product.id, product.handle, product.handle, product.title]
  )
  await rows(
    db,
    "UPDATE license_center_product SET handles = array_remove(handles, ?) WHERE id <> ? AND ? = ANY(handles) AND handle <> ?",
    [product.handle, product.id, product.handle, product.handle]
  )
}

function summarize(units: LicenseUnit[], issued: string[], changes: OrderChanges): ReconcileResult {
  const revoked = changes.revoke.map((change) => change.license_id)
  const reinstated = changes.reinstate.map((change) => change.license_id)
  const resized = changes.set_seats.map((change) => change.license_id)
  const touched = new Set([...revoked, ...reinstated, ...resized])
  return {
    issued,
    revoked,
    reinstated,
    reverted: [],
    resized,
    unchanged: units.filter((unit) => !touched.has(unit.id)).map((unit) => unit.id),
    flags: changes.flags,
  }
}

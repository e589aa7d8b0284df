import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { ActivationKind, LicensePlanDTO } from "../types"

/** What a license has copied of its plan and its variant: what an upgrade changes, and its refund brings back. */
export type PlanCopy = {
  plan_id: string
  variant_id: string | null
  seats: number | null
  seats_per_unit: number | null
  on_expiry: "stop" | "keep_running"
  grace: string
  lease_ttl: string
  rebind_limit: number | null
  rebind_window: string
  entitlements: string[]
  quantity_means: "keys" | "seats"
  activation_kind: ActivationKind
  floating_timeout: string | null
  spare_activations: number
  devices_visible_to: "owner" | "key_holder"
}

const COLUMNS = [
  "plan_id",
  "variant_id",
  "seats",
  "seats_per_unit",
  "on_expiry",
  "grace",
  "lease_ttl",
  "rebind_limit",
  "rebind_window",
  "entitlements",
  "quantity_means",
  "activation_kind",
  "floating_timeout",
  "spare_activations",
  "devices_visible_to",
] as const satisfies (keyof PlanCopy)[]

export async function readPlanCopy(trx: Knex.Transaction, license_id: string): Promise<PlanCopy> {
  const [copy] = await rows<PlanCopy>(trx, `SELECT ${COLUMNS.join(", ")} FROM license_center_license WHERE id = ?`, [
    license_id,
  ])
  return copy!
}

/** The caller holds the license's row lock. */
export async function writePlanCopy(trx: Knex.Transaction, license_id: string, copy: PlanCopy): Promise<void> {
  await rows(
    trx,
    `UPDATE license_center_license SET ${COLUMNS.map((column) => `${column} = ?`).join(", ")}, updated_at = now()
      WHERE id = ?`,
    [...COLUMNS.map((column) => copy[column] ?? null), license_id]
  )
}

/** As a license of this plan has it when it is sold. */
export function planCopyOf(plan: LicensePlanDTO, sold: { variant_id: string | null; seats: number | null }): PlanCopy {
  return {
    plan_id: plan.id,
    ...sold,
    seats_per_unit: plan.seats,
    on_expiry: plan.on_expiry,
    grace: plan.grace,
    lease_ttl: plan.lease_ttl,
    rebind_limit: plan.rebind_limit,
    rebind_window: plan.rebind_window,
    entitlements: plan.entitlements as unknown as string[],
    quantity_means: plan.quantity_means,
    activation_kind: plan.activation_kind,
    floating_timeout: plan.activation_kind === "floating" ? plan.floating_timeout : null,
    spare_activations: plan.spare_activations,
    devices_visible_to: plan.devices_visible_to,
  }
}

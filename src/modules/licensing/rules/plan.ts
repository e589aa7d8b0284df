import type { ActivationKind } from "../types"

/** What an operator decides of a plan. */
export type PlanFields = {
  code: string
  name: string
  seats: number | null
  term: string | null
  updates_term: string | null
  on_expiry: "stop" | "keep_running"
  grace: string
  lease_ttl: string
  deliver_on: "paid" | "payable"
  quantity_means: "keys" | "seats"
  rebind_limit: number | null
  rebind_window: string
  entitlements: string[]
  key_prefix: string
  activation_kind: ActivationKind
  floating_timeout: string | null
  spare_activations: number
  devices_visible_to: "owner" | "key_holder"
  renewal_discount_percent: number | null
  renewal_variant_id: string | null
}

/** What the fields of a plan say together that they may not; one sentence, or null. Each field by itself is checked before. */
export function planProblem(plan: PlanFields): string | null {
  if (plan.activation_kind === "floating" && !plan.floating_timeout) {
    return "A floating plan needs floating_timeout: how long a device may be silent before its seat returns"
  }
  if (plan.quantity_means === "seats" && plan.seats === null) {
    return "A plan with unlimited seats cannot multiply them by the quantity: give it seats, or let quantity mean keys"
  }
  if (plan.renewal_discount_percent && plan.renewal_variant_id) {
    return "A renewal costs a percentage less, or what another variant costs, not both"
  }
  return null
}

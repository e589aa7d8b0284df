/** What `/admin/license-center` sends and takes. Dates are ISO 8601 in UTC, durations ISO 8601 (`P1Y`). */

export type Plan = {
  id: string
  code: string
  name: string
  /** null: unlimited */
  seats: number | null
  /** null: perpetual */
  term: string | null
  /** null: as long as the license is valid */
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
  activation_kind: "device" | "site" | "floating"
  floating_timeout: string | null
  spare_activations: number
  devices_visible_to: "owner" | "key_holder"
  /** null: the whole price */
  renewal_discount_percent: number | null
  renewal_variant_id: string | null
  created_at: string
  updated_at: string
  license_count?: number
  variants?: { id: string; title: string; product_id: string; product_title: string | null }[]
}

/** The fields an operator sets; the rest is the server's. */
export type PlanInput = Omit<Plan, "id" | "created_at" | "updated_at" | "license_count" | "variants">

export type VariantWarning = {
  code: "shipping_profile" | "managed_inventory" | "inventory_requires_shipping"
  detail: string
}

export type VariantPlan = { id: string; product_id: string; plan: Plan | null; warnings: VariantWarning[] }

export type LicenseState = "active" | "grace" | "expired" | "suspended" | "revoked"

export type Delivery = {
  notice_id: string
  status: "pending" | "sending" | "sent" | "failed" | "canceled"
  to: string
  attempts: number
  last_error: string | null
  sent_at: string | null
  next_attempt_at: string | null
}

export type License = {
  id: string
  masked_key: string
  status: "active" | "suspended" | "revoked"
  state: LicenseState
  status_reason: string | null
  email: string
  customer_id: string | null
  order_id: string | null
  line_item_id: string | null
  unit_index: number | null
  product: { id: string; handle: string; title: string }
  variant_id: string | null
  plan: { id: string; code: string; name: string }
  seats: { limit: number | null; used: number }
  expires_at: string | null
  updates_until: string | null
  created_at: string
  delivery: Delivery | null
}

export type Activation = {
  id: string
  name: string | null
  platform: string | null
  app_version: string | null
  environment: string | null
  spare: boolean
  activated_at: string
  last_seen_at: string | null
  deactivated_at: string | null
  deactivated_reason: string | null
}

/** How often a license may be moved to another device, and how often it was; `limit` null: as often as one likes. */
export type Rebinds = {
  limit: number | null
  used: number
  window: string
  /** null: a move is possible now, or none ever is (`limit` 0) */
  next_at: string | null
}

/** A device that asked the owner of a license for a seat. `escalated`: the owner asks the store. */
export type RebindRequest = {
  id: string
  status: "asked" | "escalated" | "done" | "declined" | "expired"
  device_name: string | null
  /** The owner's words. */
  reason: string | null
  /** An operator's words. */
  decision_reason: string | null
  created_at: string
  expires_at: string
  settled_at: string | null
  license:
    | (Pick<License, "id" | "masked_key" | "email" | "state" | "product" | "seats" | "order_id"> & {
        order_display_id: number | null
      })
    | null
  /** Who shall give way, or gave way. */
  from: {
    id: string
    name: string | null
    platform: string | null
    last_seen_at: string
    deactivated_at: string | null
  } | null
}

/** One stretch of time that was paid for or given. */
export type LicenseTerm = {
  id: string
  kind: "initial" | "renewal" | "extension" | "upgrade"
  starts_at: string
  /** null: perpetual */
  ends_at: string | null
  /** null: as long as the term */
  updates_until: string | null
  order_id: string | null
  /** The order's number, as people know it. */
  order_display_id: number | null
  reverted_at: string | null
  /** Why it was taken back, as a code or in an operator's words. */
  reverted_reason: string | null
}

export type LicenseDetail = License & { activations: Activation[]; rebinds: Rebinds; terms: LicenseTerm[] }

/** What a renewal costs and comes to if it is paid now. */
export type RenewalQuote = {
  can_renew: boolean
  /** Why not, as a code. */
  reason: string | null
  /** Before promotions and taxes. */
  total: number
  currency_code: string | null
  new_expires_at: string | null
  new_updates_until: string | null
}

export type RenewalCart = {
  cart: { id: string; total: number; currency_code: string }
  /** null: the store has not said where its checkout is */
  checkout_url: string | null
}

export type AuditEvent = {
  id: string
  name: string
  actor_type: string
  actor_id: string | null
  /** null: no operator did it, or their user is gone */
  actor_email: string | null
  reason: string | null
  data: Record<string, unknown> | null
  created_at: string
}

export type LicenseEvent = AuditEvent

export type LicenseReminder = {
  /** Null while it is only planned. */
  id: string | null
  /** From the end; negative = before it */
  offset_days: number
  due_at: string
  status: "planned" | "due" | "claimed" | "sent" | "skipped"
  /** Why it was skipped, as a code. */
  reason: string | null
  not_before: string | null
  settled_at: string | null
}

export type ReconcileFlag = { code: string; detail: string; line_item_id?: string }

/** License ids by what happened to them. */
export type ReconcileResult = {
  issued: string[]
  revoked: string[]
  renewed: string[]
  reverted: string[]
  reinstated: string[]
  upgraded: string[]
  downgraded: string[]
  /** Their number of seats followed the order. */
  resized: string[]
  /** Until a dispute of a payment is over. */
  suspended: string[]
  unchanged: string[]
  /** Devices that lost their seat because the license has fewer. */
  freed: { license_id: string; activation_id: string }[]
  flags: ReconcileFlag[]
}

export type Page = { count: number; offset: number; limit: number }

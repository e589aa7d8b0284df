import type { InferTypeOf } from "@medusajs/framework/types"
import type { Actor } from "../../lib/actor"
import type { License, LicenseActivation, LicenseEvent, LicensePlan, LicenseSigningKey, LicenseTerm } from "./models"

export type { Actor }

export type LicenseDTO = InferTypeOf<typeof License>
export type LicenseActivationDTO = InferTypeOf<typeof LicenseActivation>
export type LicenseEventDTO = InferTypeOf<typeof LicenseEvent>
export type LicensePlanDTO = InferTypeOf<typeof LicensePlan>
export type LicenseSigningKeyDTO = InferTypeOf<typeof LicenseSigningKey>
export type LicenseTermDTO = InferTypeOf<typeof LicenseTerm>

export type LicenseStatus = "active" | "suspended" | "revoked"
export type StatusReason =
  "canceled" | "refunded" | "returned" | "quantity_reduced" | "unit_refunded" | "dispute" | "operator"
export type ActivationKind = "device" | "site" | "floating"
export type Environment = "production" | "staging" | "development"

/** A license as the step that mails its key sees it. `key` is in clear: it must not leave that step. */
export type DeliverableLicense = {
  id: string
  /** Empty for a mail that shows none. */
  key: string
  masked_key: string
  status: LicenseStatus
  status_reason: StatusReason | null
  email: string
  locale: string | null
  order_id: string | null
  order_display_id: number | null
  delivery_id: string | null
  product: { id: string; handle: string; title: string }
  plan: { id: string; code: string; name: string }
  seats: number | null
  activation_kind: ActivationKind
  on_expiry: "stop" | "keep_running"
  /** ISO 8601 duration. */
  grace: string
  expires_at: Date | null
  updates_until: Date | null
  reinstated_at: Date | null
}

import { model } from "@medusajs/framework/utils"
import { LicenseActivation } from "./license-activation"
import { LicensePlan } from "./license-plan"
import { LicenseTerm } from "./license-term"
import { LicensedProduct } from "./licensed-product"

/** One key sold to one email address under a plan. When it ends is not here: only its terms say so. */
export const License = model
  .define(
    { name: "License", tableName: "license_center_license" },
    {
      id: model.id({ prefix: "lic" }).primaryKey(),
      /** HMAC of the key; the key itself is nowhere. */
      key_hash: model.text(),
      /** AES-256-GCM of the key, for a re-display that is authenticated and audited. */
      key_sealed: model.text(),
      masked_key: model.text(),
      status: model.enum(["active", "suspended", "revoked"]).default("active"),
      /** Why it is not active; the audit trail has the operator's words. */
      status_reason: model
        .enum(["canceled", "refunded", "returned", "quantity_reduced", "unit_refunded", "dispute", "operator"])
        .nullable(),
      status_changed_at: model.dateTime().nullable(),
      /** When an operator brought it back from being revoked: reconciliation does not revoke it again. */
      pinned_at: model.dateTime().nullable(),
      /** When it last came back from being revoked: its key is mailed once more. */
      reinstated_at: model.dateTime().nullable(),
      plan: model.belongsTo(() => LicensePlan, { mappedBy: undefined }),
      product: model.belongsTo(() => LicensedProduct, { mappedBy: undefined }),
      variant_id: model.text().nullable(),
      order_id: model.text().nullable(),
      order_display_id: model.number().nullable(),
      line_item_id: model.text().nullable(),
      unit_index: model.number().default(0),
      /** Licenses issued together for one order share it, and one mail. */
      delivery_id: model.text().nullable(),
      customer_id: model.text().nullable(),
      /** Lower case. */
      email: model.text().searchable(),
      locale: model.text().nullable(),
      /** ISO 3166-1 alpha-2, lower case, of the order's billing address, or where it was shipped: the time of day of its owner is guessed by it. */
      country_code: model.text().nullable(),
      seats: model.number().nullable(),
      /** Seats of one unit when it was sold: what `quantity_means: seats` multiplies. */
      seats_per_unit: model.number().nullable(),
      on_expiry: model.enum(["stop", "keep_running"]),
      grace: model.text(),
      lease_ttl: model.text(),
      rebind_limit: model.number().nullable(),
      rebind_window: model.text(),
      entitlements: model.array(),
      quantity_means: model.enum(["keys", "seats"]),
      activation_kind: model.enum(["device", "site", "floating"]),
      floating_timeout: model.text().nullable(),
      spare_activations: model.number(),
      devices_visible_to: model.enum(["owner", "key_holder"]),
      terms: model.hasMany(() => LicenseTerm, { mappedBy: "license" }),
      activations: model.hasMany(() => LicenseActivation, { mappedBy: "license" }),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_license_key_hash_unique",
      on: ["key_hash"],
      unique: true,
      where: "key_hash IS NOT NULL",
    },
    // Over all rows, soft-deleted ones too: a unit of an order line is licensed once, for ever.
    {
      name: "IDX_license_center_license_unit_unique",
      on: ["line_item_id", "unit_index"],
      unique: true,
      where: "line_item_id IS NOT NULL",
    },
    { name: "IDX_license_center_license_order_id", on: ["order_id"] },
    { name: "IDX_license_center_license_order_display_id", on: ["order_display_id"] },
    { name: "IDX_license_center_license_email", on: ["email"] },
    { name: "IDX_license_center_license_customer_id", on: ["customer_id"] },
    { name: "IDX_license_center_license_delivery_id", on: ["delivery_id"] },
    { name: "IDX_license_center_license_status_created", on: ["status", "created_at"] },
    { name: "IDX_license_center_license_created", on: ["created_at"] },
  ])
  .checks([
    { name: "CK_license_center_license_seats", expression: (c) => `${c.seats} IS NULL OR ${c.seats} > 0` },
    { name: "CK_license_center_license_unit_index", expression: (c) => `${c.unit_index} >= 0` },
  ])

import { model } from "@medusajs/framework/utils"

/** The rules that a product variant sells. A sold license copies them and keeps its copy. */
export const LicensePlan = model
  .define(
    { name: "LicensePlan", tableName: "license_center_plan" },
    {
      id: model.id({ prefix: "lcplan" }).primaryKey(),
      code: model.text().searchable(),
      name: model.text().searchable(),
      /** null = unlimited */
      seats: model.number().nullable(),
      /** ISO 8601 duration; null = perpetual */
      term: model.text().nullable(),
      /** ISO 8601 duration; null = as long as the license is valid */
      updates_term: model.text().nullable(),
      on_expiry: model.enum(["stop", "keep_running"]).default("stop"),
      grace: model.text().default("P7D"),
      lease_ttl: model.text().default("P14D"),
      deliver_on: model.enum(["paid", "payable"]).default("paid"),
      quantity_means: model.enum(["keys", "seats"]).default("keys"),
      /** null = unlimited */
      rebind_limit: model.number().default(3).nullable(),
      rebind_window: model.text().default("P30D"),
      entitlements: model.array().default([]),
      key_prefix: model.text(),
      activation_kind: model.enum(["device", "site", "floating"]).default("device"),
      /** ISO 8601 duration, for `floating` only */
      floating_timeout: model.text().nullable(),
      spare_activations: model.number().default(2),
      devices_visible_to: model.enum(["owner", "key_holder"]).default("owner"),
      /** Percent less than its variant's price that a renewal costs; null = the whole price */
      renewal_discount_percent: model.number().nullable(),
      /** Sold in place of the license's own variant when it is renewed, at that variant's price; null = its own */
      renewal_variant_id: model.text().nullable(),
    }
  )
  .indexes([
    // A code that was once sold under never means something else later.
    { name: "IDX_license_center_plan_code_unique", on: ["code"], unique: true, where: "code IS NOT NULL" },
  ])
  .checks([
    { name: "CK_license_center_plan_seats", expression: (c) => `${c.seats} IS NULL OR ${c.seats} > 0` },
    {
      name: "CK_license_center_plan_rebind_limit",
      expression: (c) => `${c.rebind_limit} IS NULL OR ${c.rebind_limit} >= 0`,
    },
    {
      name: "CK_license_center_plan_renewal_discount",
      expression: (c) =>
        `${c.renewal_discount_percent} IS NULL OR (${c.renewal_discount_percent} BETWEEN 1 AND 100 AND ${c.renewal_variant_id} IS NULL)`,
    },
    { name: "CK_license_center_plan_spare", expression: (c) => `${c.spare_activations} >= 0` },
    {
      name: "CK_license_center_plan_floating",
      expression: (c) => `${c.activation_kind} <> 'floating' OR ${c.floating_timeout} IS NOT NULL`,
    },
  ])

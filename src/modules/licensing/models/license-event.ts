import { model } from "@medusajs/framework/utils"

/** The append-only audit trail: what changed, who did it, and why. Ids only, never a key. */
export const LicenseEvent = model
  .define(
    { name: "LicenseEvent", tableName: "license_center_event" },
    {
      id: model.id({ prefix: "lcevt" }).primaryKey(),
      name: model.text(),
      license_id: model.text().nullable(),
      activation_id: model.text().nullable(),
      plan_id: model.text().nullable(),
      order_id: model.text().nullable(),
      actor_type: model.enum(["system", "operator", "customer", "software"]),
      actor_id: model.text().nullable(),
      reason: model.text().nullable(),
      data: model.json().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_event_license", on: ["license_id", "created_at"] },
    { name: "IDX_license_center_event_order", on: ["order_id", "created_at"] },
  ])

import { model } from "@medusajs/framework/utils"

/** How many requests for a ticket were refused on a day (UTC), by reason. Nothing of the requests is kept. */
export const SupportRefusal = model
  .define(
    { name: "SupportRefusal", tableName: "license_center_intake_refusal" },
    {
      id: model.id({ prefix: "lcref" }).primaryKey(),
      /** `2026-11-29` */
      day: model.text(),
      reason: model.text(),
      count: model.number().default(0),
    }
  )
  .indexes([{ name: "IDX_license_center_intake_refusal_unique", on: ["day", "reason"], unique: true, where: null }])

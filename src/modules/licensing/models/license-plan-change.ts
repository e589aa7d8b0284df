import { model } from "@medusajs/framework/utils"

/** A license upgraded by a paid line of an order, with what it was before: a refund of that line takes it back. */
export const LicensePlanChange = model
  .define(
    { name: "LicensePlanChange", tableName: "license_center_plan_change" },
    {
      id: model.id({ prefix: "lcchg" }).primaryKey(),
      license_id: model.text(),
      /** An offer is applied once. */
      offer_id: model.text(),
      order_id: model.text(),
      line_item_id: model.text(),
      from_plan_id: model.text(),
      to_plan_id: model.text(),
      /** The license's copies of its plan's rules before the change, by column. */
      before: model.json(),
      applied_at: model.dateTime(),
      rolled_back_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_plan_change_offer_unique", on: ["offer_id"], unique: true, where: null },
    { name: "IDX_license_center_plan_change_license", on: ["license_id", "applied_at"], where: null },
    { name: "IDX_license_center_plan_change_order", on: ["order_id"], where: null },
  ])

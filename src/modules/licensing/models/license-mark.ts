import { model } from "@medusajs/framework/utils"

/** A point in time that all processes of a store share, such as how far the sweep of orders has come. */
export const LicenseMark = model
  .define(
    { name: "LicenseMark", tableName: "license_center_mark" },
    {
      id: model.id({ prefix: "lcmark" }).primaryKey(),
      name: model.text(),
      at: model.dateTime(),
    }
  )
  .indexes([{ name: "IDX_license_center_mark_name_unique", on: ["name"], unique: true, where: "name IS NOT NULL" }])

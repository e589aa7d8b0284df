import { model } from "@medusajs/framework/utils"

/** A point in time that all processes of a store share, such as how far the sweep of orders has come. */
export const LicenseMark = model.define(
  { name: "LicenseMark", tableName: "license_center_mark" },
  {
    /** Its name. */
    id: model.text().primaryKey(),
    at: model.dateTime(),
  }
)

import { model } from "@medusajs/framework/utils"

/**
 * What the licensing module knows of a Medusa product: enough to answer the sold software without leaving the module.
 * `handles` keeps every handle the product ever had, because shipped software goes on asking under the old one.
 */
export const LicensedProduct = model.define(
  { name: "LicensedProduct", tableName: "license_center_product" },
  {
    /** The Medusa product id. */
    id: model.text().primaryKey(),
    handle: model.text(),
    handles: model.array(),
    title: model.text().searchable(),
  }
)

import { model } from "@medusajs/framework/utils"

/**
 * What a line of an order was sold as, kept from the first time the order is seen. A plan that is detached, or a product
 * that is deleted, between order and payment takes nothing from the buyer.
 */
export const LicenseOrderLine = model
  .define(
    { name: "LicenseOrderLine", tableName: "license_center_order_line" },
    {
      /** The id of Medusa's order line item. */
      id: model.text().primaryKey(),
      order_id: model.text(),
      plan_id: model.text(),
      product_id: model.text(),
      variant_id: model.text().nullable(),
      /** The offer to a license that the line takes up; null when it sells a license of its own. */
      offer_id: model.text().nullable(),
    }
  )
  .indexes([{ name: "IDX_license_center_order_line_order_id", on: ["order_id"] }])

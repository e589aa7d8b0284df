import { model } from "@medusajs/framework/utils"

/**
 * What a license was offered at a price: a line of a cart that names it renews or upgrades that license. Which license,
 * and what it gets, stands here and not in the cart, where anybody could write it.
 */
export const LicenseOffer = model
  .define(
    { name: "LicenseOffer", tableName: "license_center_offer" },
    {
      id: model.id({ prefix: "lcoff" }).primaryKey(),
      license_id: model.text(),
      kind: model.enum(["renewal", "upgrade"]),
      /** A line that sells another variant does not take it up. */
      variant_id: model.text(),
      plan_id: model.text(),
      /** Units of the line that one term takes: a license whose seats were multiplied pays for each of them. */
      quantity: model.number().default(1),
      /** ISO 8601: how long it adds, to validity or, where that never ends, to updates. */
      duration: model.text(),
      /** Of the updates, where they have an end of their own. */
      updates_duration: model.text().nullable(),
      /** Of one unit of the line, when it is not the variant's own: a discount, days instead of a term, a difference. */
      unit_price: model.bigNumber().nullable(),
      /** Lower case ISO 4217, of `unit_price` */
      currency_code: model.text().nullable(),
      /** What an upgrade was counted from: taken up when the license has changed since, an operator decides. */
      basis: model.json().nullable(),
      /** Paid later than this, an operator decides; null = whenever it is paid */
      expires_at: model.dateTime().nullable(),
      /** The cart that was made for it: there a line at `unit_price` takes it up whether or not it still names it. */
      cart_id: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_offer_license", on: ["license_id", "created_at"] },
    { name: "IDX_license_center_offer_cart", on: ["cart_id"], where: "cart_id IS NOT NULL" },
  ])
  .checks([{ name: "CK_license_center_offer_quantity", expression: (c) => `${c.quantity} > 0` }])

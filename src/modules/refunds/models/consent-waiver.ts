import { model } from "@medusajs/framework/utils"

/**
 * A buyer asked for delivery at once and gave up the right of withdrawal (Directive 2011/83/EU, article 16 m): the exact
 * words, who gave it, when.
 */
export const ConsentWaiver = model
  .define(
    { name: "ConsentWaiver", tableName: "license_center_waiver" },
    {
      id: model.id({ prefix: "lcwvr" }).primaryKey(),
      cart_id: model.text(),
      order_id: model.text().nullable(),
      /** Lower case. */
      email: model.text().nullable(),
      /** "begin at once", as it was shown */
      text_begin: model.text(),
      /** "I lose my right of withdrawal", as it was shown */
      text_lose: model.text(),
      text_version: model.text(),
      locale: model.text(),
      /** ISO 3166-1 alpha-2, lower case */
      country_code: model.text().nullable(),
      given_at: model.dateTime(),
      /** Both are dropped after 90 days. */
      ip: model.text().nullable(),
      user_agent: model.text().nullable(),
      /** When a box was taken back before payment. */
      revoked_at: model.dateTime().nullable(),
      /** When the mail that repeats it was handed over. */
      confirmed_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_waiver_cart_unique",
      on: ["cart_id"],
      unique: true,
      where: "revoked_at IS NULL AND deleted_at IS NULL",
    },
    { name: "IDX_license_center_waiver_order", on: ["order_id"], where: null },
    { name: "IDX_license_center_waiver_given", on: ["given_at"], where: "ip IS NOT NULL OR user_agent IS NOT NULL" },
  ])

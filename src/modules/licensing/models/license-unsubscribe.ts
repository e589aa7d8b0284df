import { model } from "@medusajs/framework/utils"

/** An address that wants no more reminders. Only its HMAC is kept: it outlives the erasure of the person. */
export const LicenseUnsubscribe = model
  .define(
    { name: "LicenseUnsubscribe", tableName: "license_center_unsubscribe" },
    {
      id: model.id({ prefix: "lcuns" }).primaryKey(),
      email_hash: model.text(),
      unsubscribed_at: model.dateTime().nullable(),
      resubscribed_at: model.dateTime().nullable(),
    }
  )
  .indexes([{ name: "IDX_license_center_unsubscribe_email_unique", on: ["email_hash"], unique: true, where: null }])

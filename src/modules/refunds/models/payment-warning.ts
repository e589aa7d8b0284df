import { model } from "@medusajs/framework/utils"

/** The card's bank fears fraud: nothing is disputed yet, and an operator should know. */
export const PaymentWarning = model
  .define(
    { name: "PaymentWarning", tableName: "license_center_payment_warning" },
    {
      id: model.id({ prefix: "lcpwn" }).primaryKey(),
      external_id: model.text(),
      charge_id: model.text().nullable(),
      payment_intent_id: model.text().nullable(),
      order_id: model.text().nullable(),
      fraud_type: model.text().nullable(),
      warned_at: model.dateTime(),
      acknowledged_at: model.dateTime().nullable(),
      acknowledged_by: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_payment_warning_external_unique", on: ["external_id"], unique: true, where: null },
    { name: "IDX_license_center_payment_warning_order", on: ["order_id"], where: null },
    { name: "IDX_license_center_payment_warning_payment", on: ["payment_intent_id"], where: null },
  ])

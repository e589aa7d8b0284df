import { model } from "@medusajs/framework/utils"

/** A dispute of a payment, as the payment provider last told it. */
export const PaymentDispute = model
  .define(
    { name: "PaymentDispute", tableName: "license_center_payment_dispute" },
    {
      id: model.id({ prefix: "lcdsp" }).primaryKey(),
      /** The provider's id of the dispute. */
      external_id: model.text(),
      charge_id: model.text().nullable(),
      payment_intent_id: model.text().nullable(),
      /** Null while no order of that payment is known. */
      order_id: model.text().nullable(),
      status: model.text(),
      reason: model.text().nullable(),
      amount: model.bigNumber(),
      currency_code: model.text(),
      opened_at: model.dateTime(),
      /** Until when evidence is taken. */
      evidence_due_at: model.dateTime().nullable(),
      closed_at: model.dateTime().nullable(),
      /** The time of the event that was last believed: older ones change nothing. */
      told_at: model.dateTime(),
      /** When the licenses were last brought in line with it. */
      applied_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_payment_dispute_external_unique", on: ["external_id"], unique: true, where: null },
    { name: "IDX_license_center_payment_dispute_order", on: ["order_id"], where: null },
    { name: "IDX_license_center_payment_dispute_payment", on: ["payment_intent_id"], where: null },
    { name: "IDX_license_center_payment_dispute_due", on: ["evidence_due_at"] },
  ])

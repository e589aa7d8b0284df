import { model } from "@medusajs/framework/utils"

/** A customer asks for money back, and what an operator made of it. */
export const RefundRequest = model
  .define(
    { name: "RefundRequest", tableName: "license_center_refund_request" },
    {
      id: model.id({ prefix: "lcrfr" }).primaryKey(),
      order_id: model.text(),
      assessment_id: model.text(),
      /** The ticket that it is talked about in. */
      ticket_id: model.text().nullable(),
      /** Lower case. */
      email: model.text(),
      /** `[{ line_item_id, unit_index }]`; null = the whole order */
      units: model.json().nullable(),
      /** The customer's words, redacted. */
      reason: model.text().nullable(),
      status: model.enum(["open", "approved", "refunded", "declined", "withdrawn"]).default("open"),
      /** True when the operator did not follow the verdict. */
      overridden: model.boolean().default(false),
      amount: model.bigNumber().nullable(),
      currency_code: model.text().nullable(),
      decided_by: model.text().nullable(),
      decided_at: model.dateTime().nullable(),
      decision_reason: model.text().nullable(),
      /** When all that was approved had gone back. */
      paid_back_at: model.dateTime().nullable(),
      /** When the mail about the decision was handed to the ledger of notices. */
      answered_at: model.dateTime().nullable(),
      last_error: model.text().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_refund_request_open_unique",
      on: ["order_id"],
      unique: true,
      where: "status IN ('open', 'approved')",
    },
    { name: "IDX_license_center_refund_request_order", on: ["order_id", "created_at"], where: null },
    { name: "IDX_license_center_refund_request_status", on: ["status", "created_at"] },
  ])

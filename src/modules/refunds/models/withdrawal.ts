import { model } from "@medusajs/framework/utils"

/**
 * A statement of withdrawal (Directive 2011/83/EU, article 11a as amended by (EU) 2023/2673, from 19 June 2026): declared
 * in the first step, made in the second, acknowledged with its words and its time.
 */
export const Withdrawal = model
  .define(
    { name: "Withdrawal", tableName: "license_center_withdrawal" },
    {
      id: model.id({ prefix: "lcwdr" }).primaryKey(),
      order_id: model.text().nullable(),
      order_display_id: model.text(),
      name: model.text(),
      /** Lower case; the acknowledgement goes there. */
      email: model.text(),
      /** `[{ line_item_id, quantity }]`; null = the whole contract */
      units: model.json().nullable(),
      /** The statement as the customer confirmed it. */
      statement: model.text(),
      locale: model.text(),
      /** Null until the second step. */
      confirmed_at: model.dateTime().nullable(),
      /** HMAC of what proves the second step belongs to the first. */
      token_hash: model.text(),
      /** The second step is possible until then. */
      expires_at: model.dateTime(),
      acknowledged_at: model.dateTime().nullable(),
      ticket_id: model.text().nullable(),
      refund_request_id: model.text().nullable(),
      status: model.enum(["declared", "made", "accepted", "refused"]).default("declared"),
      decision_reason: model.text().nullable(),
      ip: model.text().nullable(),
      user_agent: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_withdrawal_token_unique", on: ["token_hash"], unique: true, where: null },
    { name: "IDX_license_center_withdrawal_order", on: ["order_id"], where: null },
    { name: "IDX_license_center_withdrawal_owed", on: ["confirmed_at"], where: "acknowledged_at IS NULL" },
  ])

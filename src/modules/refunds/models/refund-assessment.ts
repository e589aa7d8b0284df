import { model } from "@medusajs/framework/utils"

/** What the rules said about refunding an order, with the facts they saw: an answer can be shown years later. */
export const RefundAssessment = model
  .define(
    { name: "RefundAssessment", tableName: "license_center_refund_assessment" },
    {
      id: model.id({ prefix: "lcass" }).primaryKey(),
      order_id: model.text(),
      verdict: model.text(),
      /** Codes of `rules/reasons.ts` with their values, the deciding one first. */
      reasons: model.json(),
      /** Each unit of the order that was asked about, with its own verdict where it has one. */
      units: model.json(),
      facts: model.json(),
      /** The options that the rules ran with. */
      options: model.json(),
      rules_version: model.text(),
      asked_by: model.enum(["customer", "operator", "system"]),
      assessed_at: model.dateTime(),
    }
  )
  .indexes([{ name: "IDX_license_center_refund_assessment_order", on: ["order_id", "assessed_at"], where: null }])

import { model } from "@medusajs/framework/utils"
import { License } from "./license"

/** One paid stretch of time. The terms that are not reverted are the only source of a license's end. */
export const LicenseTerm = model
  .define(
    { name: "LicenseTerm", tableName: "license_center_term" },
    {
      id: model.id({ prefix: "lcterm" }).primaryKey(),
      license: model.belongsTo(() => License, { mappedBy: "terms" }),
      kind: model.enum(["initial", "renewal", "extension", "upgrade"]),
      starts_at: model.dateTime(),
      /** null = perpetual */
      ends_at: model.dateTime().nullable(),
      /** null = follows `ends_at` */
      updates_until: model.dateTime().nullable(),
      /** ISO 8601: what was sold, to lay the term anew when one before it is taken back. null = as long as it runs now. */
      duration: model.text().nullable(),
      /** Of the updates, where they have an end of their own. */
      updates_duration: model.text().nullable(),
      /** When it was paid, or given: what a renewal joins on to is judged by this time. */
      paid_at: model.dateTime().nullable(),
      order_id: model.text().nullable(),
      line_item_id: model.text().nullable(),
      unit_index: model.number().default(0),
      reverted_at: model.dateTime().nullable(),
      reverted_reason: model.text().nullable(),
      /** The term of an upgrade that took this one's place, with `reverted_reason` "superseded" */
      superseded_by: model.text().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_term_unit_unique",
      on: ["line_item_id", "unit_index"],
      unique: true,
      where: "line_item_id IS NOT NULL",
    },
    { name: "IDX_license_center_term_order_id", on: ["order_id"] },
    { name: "IDX_license_center_term_ends_at", on: ["ends_at"], where: "reverted_at IS NULL AND deleted_at IS NULL" },
  ])
  .checks([
    {
      name: "CK_license_center_term_order",
      expression: (c) => `${c.ends_at} IS NULL OR ${c.ends_at} >= ${c.starts_at}`,
    },
  ])

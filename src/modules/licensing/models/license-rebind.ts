import { model } from "@medusajs/framework/utils"
import { License } from "./license"

/** An activation moved to another device in one step. Its rows inside the window that are not forgiven are the quota's count. */
export const LicenseRebind = model
  .define(
    { name: "LicenseRebind", tableName: "license_center_rebind" },
    {
      id: model.id({ prefix: "lcreb" }).primaryKey(),
      license: model.belongsTo(() => License, { mappedBy: undefined }),
      from_activation_id: model.text(),
      to_activation_id: model.text(),
      rebound_at: model.dateTime(),
      /** When an operator let it count no longer. The row stays: a lost answer may still be asked for again. */
      forgiven_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_rebind_quota", on: ["license_id", "rebound_at"] },
    {
      name: "IDX_license_center_rebind_from_unique",
      on: ["from_activation_id"],
      unique: true,
      where: "from_activation_id IS NOT NULL",
    },
  ])

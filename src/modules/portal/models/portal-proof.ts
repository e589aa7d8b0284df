import { model } from "@medusajs/framework/utils"

/**
 * An account of the store whose customer has read mail of an address: by opening a private link to it while signed in.
 * Medusa proves no address, and gives the account of an address what guests buy with it.
 */
export const PortalProof = model
  .define(
    { name: "PortalProof", tableName: "license_center_portal_proof" },
    {
      id: model.id({ prefix: "lcprf" }).primaryKey(),
      customer_id: model.text(),
      /** Lower case. */
      email: model.text(),
      proved_at: model.dateTime(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_portal_proof_unique",
      on: ["customer_id", "email"],
      unique: true,
      where: null,
    },
    { name: "IDX_license_center_portal_proof_email", on: ["email"], where: null },
  ])

import { model } from "@medusajs/framework/utils"

/** A session that a private link was exchanged for: one address, some hours. */
export const PortalSession = model
  .define(
    { name: "PortalSession", tableName: "license_center_portal_session" },
    {
      id: model.id({ prefix: "lcpse" }).primaryKey(),
      link_id: model.text(),
      token_hash: model.text(),
      expires_at: model.dateTime(),
      ended_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_portal_session_token_unique", on: ["token_hash"], unique: true, where: null },
    { name: "IDX_license_center_portal_session_link", on: ["link_id"], where: null },
    { name: "IDX_license_center_portal_session_expires", on: ["expires_at"], where: null },
  ])

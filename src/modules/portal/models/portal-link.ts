import { model } from "@medusajs/framework/utils"

/**
 * What opens the licenses of an address without an account, and the mail that brings it: a row is a mail that is owed,
 * until `noticed_at`. Its token is made when the mail is written, and only its HMAC is kept.
 */
export const PortalLink = model
  .define(
    { name: "PortalLink", tableName: "license_center_portal_link" },
    {
      id: model.id({ prefix: "lcplk" }).primaryKey(),
      /** Lower case. */
      email: model.text(),
      locale: model.text().nullable(),
      /** `portal` opens all licenses of the address, `rebind` one request to move a seat. */
      kind: model.enum(["portal", "rebind"]).default("portal"),
      /** Id of what a link of a narrower kind opens. */
      subject_id: model.text().nullable(),
      /** Null until the mail is written. */
      token_hash: model.text().nullable(),
      expires_at: model.dateTime().nullable(),
      /** When the ledger took the mail over. */
      noticed_at: model.dateTime().nullable(),
      last_used_at: model.dateTime().nullable(),
      revoked_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_portal_link_token_unique", on: ["token_hash"], unique: true, where: null },
    { name: "IDX_license_center_portal_link_email", on: ["email", "created_at"], where: null },
    { name: "IDX_license_center_portal_link_subject", on: ["subject_id"], where: "subject_id IS NOT NULL" },
    { name: "IDX_license_center_portal_link_owed", on: ["created_at"], where: "noticed_at IS NULL" },
  ])

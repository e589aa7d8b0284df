import { model } from "@medusajs/framework/utils"
import { LINK_KINDS } from "../rules/words"

/**
 * What opens a ticket without an account, and the mail that brings it: a row is a mail that is owed, until
 * `noticed_at`. Its token is made when the mail is written, and only its HMAC is kept.
 */
export const SupportLink = model
  .define(
    { name: "SupportLink", tableName: "license_center_private_link" },
    {
      id: model.id({ prefix: "lclnk" }).primaryKey(),
      ticket_id: model.text(),
      participant_id: model.text(),
      kind: model.enum([...LINK_KINDS]),
      /** The message that the mail brings. */
      message_id: model.text().nullable(),
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
    {
      name: "IDX_license_center_private_link_token_unique",
      on: ["token_hash"],
      unique: true,
      where: null,
    },
    { name: "IDX_license_center_private_link_ticket", on: ["ticket_id", "created_at"], where: null },
    { name: "IDX_license_center_private_link_participant", on: ["participant_id", "created_at"], where: null },
    { name: "IDX_license_center_private_link_owed", on: ["created_at"], where: "noticed_at IS NULL" },
  ])

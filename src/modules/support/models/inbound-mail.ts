import { model } from "@medusajs/framework/utils"

/** A mail that came in, and what became of it. Its words are in the message; of a dropped one nothing is kept. */
export const SupportInbound = model
  .define(
    { name: "SupportInbound", tableName: "license_center_inbound_mail" },
    {
      id: model.id({ prefix: "lcinb" }).primaryKey(),
      provider: model.enum(["postmark", "mailgun", "sendgrid"]),
      /** Of its Message-ID, under the store's secret: a mail that is delivered twice is taken once. */
      message_id_hash: model.text(),
      /** Of the provider's own one-time token, when it has one. */
      replay_hash: model.text().nullable(),
      action: model.enum(["thread", "hold", "drop"]),
      reason: model.text().nullable(),
      ticket_id: model.text().nullable(),
      message_id: model.text().nullable(),
      /** Names of files that were not taken, and why: for operators. */
      refused_files: model.json().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_inbound_mail_message_id_unique",
      on: ["message_id_hash"],
      unique: true,
      where: null,
    },
    {
      name: "IDX_license_center_inbound_mail_replay_unique",
      on: ["replay_hash"],
      unique: true,
      where: null,
    },
    { name: "IDX_license_center_inbound_mail_message", on: ["message_id"], where: null },
    { name: "IDX_license_center_inbound_mail_ticket", on: ["ticket_id"], where: null },
  ])

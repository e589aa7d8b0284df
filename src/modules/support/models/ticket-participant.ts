import { model } from "@medusajs/framework/utils"

/** An address that takes part in a ticket. Only an operator adds or removes one. */
export const SupportParticipant = model
  .define(
    { name: "SupportParticipant", tableName: "license_center_ticket_participant" },
    {
      id: model.id({ prefix: "lcpar" }).primaryKey(),
      ticket_id: model.text(),
      /** To send to. */
      email: model.text(),
      /** To compare by, in lower case. */
      email_key: model.text(),
      name: model.text().nullable(),
      /** When a link that was mailed to it was opened, or a mail that answers one came: somebody reads there. */
      proven_at: model.dateTime().nullable(),
      removed_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_ticket_participant_email_unique",
      on: ["ticket_id", "email_key"],
      unique: true,
      where: "removed_at IS NULL AND deleted_at IS NULL",
    },
    { name: "IDX_license_center_ticket_participant_ticket", on: ["ticket_id", "email_key"], where: null },
    { name: "IDX_license_center_ticket_participant_email", on: ["email_key"], where: null },
  ])

import { model } from "@medusajs/framework/utils"

/** What an operator has seen of a ticket, and whether they are writing in it. */
export const SupportPresence = model
  .define(
    { name: "SupportPresence", tableName: "license_center_ticket_presence" },
    {
      id: model.id({ prefix: "lcpre" }).primaryKey(),
      ticket_id: model.text(),
      operator_id: model.text(),
      /** Of the last message that their page has shown. */
      read_at: model.dateTime().nullable(),
      /** When they last touched the reply. */
      writing_at: model.dateTime().nullable(),
      /** When their page last said that it is open. */
      here_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_ticket_presence_unique",
      on: ["ticket_id", "operator_id"],
      unique: true,
      where: null,
    },
  ])

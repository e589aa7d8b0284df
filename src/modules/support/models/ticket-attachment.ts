import { model } from "@medusajs/framework/utils"

/** A file of a ticket. It belongs to who uploaded it until a message takes it, and to the ticket after that. */
export const SupportAttachment = model
  .define(
    { name: "SupportAttachment", tableName: "license_center_ticket_attachment" },
    {
      id: model.id({ prefix: "lcatt" }).primaryKey(),
      ticket_id: model.text(),
      message_id: model.text().nullable(),
      /** Who may still attach it to a message: a visit or a user of the admin; neither, when it came by mail. */
      visit_id: model.text().nullable(),
      operator_id: model.text().nullable(),
      filename: model.text(),
      /** As it is served, decided by its content. */
      mime_type: model.text(),
      /** Bytes. */
      size: model.number(),
      /** Lower-case hex. */
      sha256: model.text(),
      /** Key in Medusa's File module. */
      file_id: model.text(),
    }
  )
  .indexes([
    { name: "IDX_license_center_ticket_attachment_ticket", on: ["ticket_id"], where: null },
    { name: "IDX_license_center_ticket_attachment_message", on: ["message_id"], where: null },
    {
      name: "IDX_license_center_ticket_attachment_unused",
      on: ["created_at"],
      where: "message_id IS NULL AND deleted_at IS NULL",
    },
  ])

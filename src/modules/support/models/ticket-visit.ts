import { model } from "@medusajs/framework/utils"

/** A session that a private link was exchanged for: one person, one ticket, some hours. */
export const SupportVisit = model
  .define(
    { name: "SupportVisit", tableName: "license_center_ticket_visit" },
    {
      id: model.id({ prefix: "lcvis" }).primaryKey(),
      ticket_id: model.text(),
      participant_id: model.text(),
      link_id: model.text(),
      token_hash: model.text(),
      expires_at: model.dateTime(),
      ended_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_ticket_visit_token_unique", on: ["token_hash"], unique: true, where: null },
    { name: "IDX_license_center_ticket_visit_link", on: ["link_id"], where: null },
    { name: "IDX_license_center_ticket_visit_ticket", on: ["ticket_id"], where: null },
    { name: "IDX_license_center_ticket_visit_expires", on: ["expires_at"], where: null },
  ])

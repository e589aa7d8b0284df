import { model } from "@medusajs/framework/utils"

/** The append-only audit trail of tickets: what happened, who did it, and why. Never what was written. */
export const SupportEvent = model
  .define(
    { name: "SupportEvent", tableName: "license_center_ticket_event" },
    {
      id: model.id({ prefix: "lctevt" }).primaryKey(),
      name: model.text(),
      ticket_id: model.text(),
      actor_type: model.enum(["system", "operator", "customer", "software"]),
      actor_id: model.text().nullable(),
      reason: model.text().nullable(),
      data: model.json().nullable(),
    }
  )
  .indexes([{ name: "IDX_license_center_ticket_event_ticket", on: ["ticket_id", "created_at"], where: null }])

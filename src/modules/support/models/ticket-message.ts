import { model } from "@medusajs/framework/utils"
import { CHANNELS } from "../rules/words"

/** What was said in a ticket. `note` is for operators only; `system` is one word for what happened, see SYSTEM_MESSAGES. */
export const SupportMessage = model
  .define(
    { name: "SupportMessage", tableName: "license_center_ticket_message" },
    {
      id: model.id({ prefix: "lcmsg" }).primaryKey(),
      ticket_id: model.text(),
      kind: model.enum(["public", "note", "system"]),
      author_type: model.enum(["customer", "operator", "system"]),
      /** Of the admin; null for customers. */
      operator_id: model.text().nullable(),
      participant_id: model.text().nullable(),
      body: model.text().searchable(),
      channel: model.enum([...CHANNELS]),
      /** How many card numbers, keys and secrets were hidden before it was stored. */
      redactions: model.json().nullable(),
      /** Of the form or mail that brought it, hashed: one that comes twice is one message. */
      submission: model.text().nullable(),
      /** Where it was written, when its ticket was merged into this one. */
      merged_from_id: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_ticket_message_ticket", on: ["ticket_id", "created_at"], where: null },
    {
      name: "IDX_license_center_ticket_message_submission_unique",
      on: ["submission"],
      unique: true,
      where: null,
    },
  ])

import { model } from "@medusajs/framework/utils"
import { PRIORITIES } from "../rules/due-times"
import { STATUSES } from "../rules/ticket-status"
import { CATEGORIES, SOURCES } from "../rules/words"

/** A thread between a customer and the store. What was written in it is in its messages. */
export const SupportTicket = model
  .define(
    { name: "SupportTicket", tableName: "license_center_ticket" },
    {
      id: model.id({ prefix: "lctkt" }).primaryKey(),
      /** What people call it. From a sequence, so that no two have the same; some are left out. */
      number: model.number(),
      /** Without card numbers, keys and secrets, like everything that a customer wrote. */
      subject: model.text().searchable(),
      category: model.enum([...CATEGORIES]).default("other"),
      status: model.enum([...STATUSES]).default("new"),
      priority: model.enum([...PRIORITIES]).default("normal"),
      source: model.enum([...SOURCES]),
      /** Who asked, as typed. Mails go to participants. */
      email: model.text().searchable(),
      /** The same in lower case, to compare by. */
      email_key: model.text(),
      name: model.text().nullable(),
      /** BCP 47 tag; null for the store's language. */
      locale: model.text().nullable(),
      /** What it is about, when it belongs to the address. What does not is in `unproven_claims`. */
      license_id: model.text().nullable(),
      order_id: model.text().nullable(),
      product_id: model.text().nullable(),
      customer_id: model.text().nullable(),
      /** What the sender named and what is not of this address: for operators, never confirmed to the sender. */
      unproven_claims: model.json().nullable(),
      /** A user of the admin. */
      assignee_id: model.text().nullable(),
      first_reply_due_at: model.dateTime().nullable(),
      resolution_due_at: model.dateTime().nullable(),
      first_replied_at: model.dateTime().nullable(),
      /** Since when it waits for the customer, which stops the clock. */
      waiting_since: model.dateTime().nullable(),
      /** When the customer was told that it will close. */
      warned_at: model.dateTime().nullable(),
      /** When it was resolved or closed. */
      closed_at: model.dateTime().nullable(),
      last_message_at: model.dateTime(),
      /** Of a customer; what an operator has not seen since is unread. */
      last_customer_message_at: model.dateTime().nullable(),
      /** Of customers and operators, without notes. */
      message_count: model.number().default(0),
      hold_reason: model.text().nullable(),
      /** When an operator let a held one through. */
      released_at: model.dateTime().nullable(),
      merged_into_id: model.text().nullable(),
      /** The closed ticket that this one goes on with, or that a held mail seems to belong to. */
      follow_up_of_id: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_ticket_number_unique", on: ["number"], unique: true, where: null },
    { name: "IDX_license_center_ticket_status_last_message", on: ["status", "last_message_at"], where: null },
    { name: "IDX_license_center_ticket_email", on: ["email_key", "created_at"], where: null },
    { name: "IDX_license_center_ticket_assignee", on: ["assignee_id", "status"], where: null },
    { name: "IDX_license_center_ticket_order", on: ["order_id"], where: null },
    { name: "IDX_license_center_ticket_license", on: ["license_id"], where: null },
    { name: "IDX_license_center_ticket_product", on: ["product_id"], where: null },
    { name: "IDX_license_center_ticket_merged_into", on: ["merged_into_id"], where: null },
    { name: "IDX_license_center_ticket_follow_up_of", on: ["follow_up_of_id"], where: null },
    { name: "IDX_license_center_ticket_customer", on: ["customer_id"], where: null },
    { name: "IDX_license_center_ticket_last_message", on: ["last_message_at"], where: null },
    // For the job that warns and closes.
    { name: "IDX_license_center_ticket_waiting", on: ["waiting_since"], where: "status = 'waiting_customer'" },
  ])

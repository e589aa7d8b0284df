import { model } from "@medusajs/framework/utils"

/**
 * One mail to be sent once, for one purpose. The row comes first, the mail follows from it, and the row says what
 * became of it. It holds ids only: keys and links are looked up in the moment of sending.
 */
export const Notice = model
  .define(
    { name: "notice", tableName: "license_center_notice" },
    {
      id: model.id({ prefix: "lcnot" }).primaryKey(),
      /** One of `NOTICE_KINDS`; text, so that a new kind needs no migration. */
      kind: model.text(),
      /** What this mail is for, e.g. `license_delivered:<delivery id>`. The same purpose never makes a second row. */
      purpose_key: model.text(),
      to: model.text().searchable(),
      /** BCP 47 tag, or null for the default language. */
      locale: model.text().nullable(),
      order_id: model.text().searchable().nullable(),
      /** What the mail is about. Once it is sent: what it named, for licenses revoked meanwhile are left out. */
      license_ids: model.array(),
      /**
       * Licenses whose keys left with this mail, or may have: written right before the mail is handed over, so that a
       * sender's death in that moment leaves its trace, and taken back when the mail was refused for certain.
       */
      mailed_license_ids: model.array().nullable(),
      /** Ids that the mail needs beyond its licenses. Never a key, a token or a person's words. */
      data: model.json().nullable(),
      status: model.enum(["pending", "sending", "sent", "failed", "canceled"]).default("pending"),
      attempts: model.number().default(0),
      next_attempt_at: model.dateTime().nullable(),
      /** Until when the sender that holds the row is trusted to be alive. */
      claimed_until: model.dateTime().nullable(),
      sent_at: model.dateTime().nullable(),
      last_error: model.text().nullable(),
      canceled_reason: model.text().nullable(),
      /** What the mail server or provider calls it. */
      external_id: model.text().nullable(),
    }
  )
  .indexes([
    // Over all rows, soft-deleted ones too: a mail that was sent stays sent, whatever happens to its row.
    { name: "IDX_license_center_notice_purpose_key", on: ["purpose_key"], unique: true, where: null },
    { name: "IDX_license_center_notice_status_next_attempt_at", on: ["status", "next_attempt_at"] },
    // Over all rows as well: who got which key is asked of deleted ones too.
    { name: "IDX_license_center_notice_order_id", on: ["order_id"], where: null },
    // The admin's list, latest first: all of them, those in one state, those to one address.
    { name: "IDX_license_center_notice_created_at", on: ["created_at"] },
    { name: "IDX_license_center_notice_status_created_at", on: ["status", "created_at"] },
    { name: "IDX_license_center_notice_to_created_at", on: ["to", "created_at"] },
  ])

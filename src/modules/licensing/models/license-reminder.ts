import { model } from "@medusajs/framework/utils"

/** One reminder of one term: whether it was sent, or skipped and why. */
export const LicenseReminder = model
  .define(
    { name: "LicenseReminder", tableName: "license_center_reminder" },
    {
      id: model.id({ prefix: "lcrem" }).primaryKey(),
      license_id: model.text(),
      term_id: model.text(),
      /** Days from the term's end; negative = before it */
      offset_days: model.number(),
      due_at: model.dateTime(),
      /** The end that `due_at` was counted from. */
      planned_ends_at: model.dateTime(),
      /** `claimed`: it is in the mail of `notice_id`, which is being written. */
      status: model.enum(["due", "claimed", "sent", "skipped"]).default("due"),
      /** Why it was skipped: a code of `rules/reminders`. */
      reason: model.text().nullable(),
      /** Not looked at again before: night where its owner lives, or a mail of today that left already. */
      not_before: model.dateTime().nullable(),
      notice_id: model.text().nullable(),
      settled_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    // Over all rows, soft-deleted ones too: what was sent stays sent.
    {
      name: "IDX_license_center_reminder_unique",
      on: ["license_id", "term_id", "offset_days"],
      unique: true,
      where: null,
    },
    { name: "IDX_license_center_reminder_due", on: ["not_before", "id"], where: "status = 'due'" },
    { name: "IDX_license_center_reminder_notice", on: ["notice_id"], where: "notice_id IS NOT NULL" },
  ])

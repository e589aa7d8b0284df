import { model } from "@medusajs/framework/utils"
import { CATEGORIES } from "../rules/words"

/** A text that operators use again and again, with variables in it. */
export const SupportSavedReply = model.define(
  { name: "SupportSavedReply", tableName: "license_center_saved_reply" },
  {
    id: model.id({ prefix: "lcsrp" }).primaryKey(),
    title: model.text().searchable(),
    body: model.text().searchable(),
    /** Shown first in tickets of this category; null: in all alike. */
    category: model.enum([...CATEGORIES]).nullable(),
    /** Users of the admin. Null for what no user did, and after who did is gone nobody is named. */
    created_by_id: model.text().nullable(),
    updated_by_id: model.text().nullable(),
  }
)

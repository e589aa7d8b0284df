import { model } from "@medusajs/framework/utils"

/**
 * How often the releases of a product were changed. A process keeps the releases it has read for as long as this number
 * stays: one small look-up a question, and a yank is seen by everybody at once.
 */
export const ReleaseCatalogue = model.define(
  { name: "ReleaseCatalogue", tableName: "license_center_release_catalogue" },
  {
    /** The Medusa product id. */
    id: model.text().primaryKey(),
    revision: model.number().default(1),
  }
)

import { model } from "@medusajs/framework/utils"

/**
 * The state of a product's releases, by a name that is new after every change. A process keeps the releases it has read
 * for as long as the name stays: one small look-up a question, and a yank is seen by everybody at once. Random, so that a
 * database restored from a backup never has a name that stood for something else.
 */
export const ReleaseCatalogue = model.define(
  { name: "ReleaseCatalogue", tableName: "license_center_release_catalogue" },
  {
    /** The Medusa product id. */
    id: model.text().primaryKey(),
    revision: model.text(),
  }
)

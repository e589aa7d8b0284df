import { model } from "@medusajs/framework/utils"

/** Who was given a link to which file: for operators, and for the question whether a refund's software was used. */
export const ReleaseDownload = model
  .define(
    { name: "ReleaseDownload", tableName: "license_center_download" },
    {
      id: model.id({ prefix: "lcdl" }).primaryKey(),
      license_id: model.text(),
      activation_id: model.text().nullable(),
      release_id: model.text(),
      artifact_id: model.text(),
      version: model.text(),
      /** HMAC of the address it was asked from: says whether two are the same, and not which. */
      ip_hash: model.text(),
    }
  )
  .indexes([
    { name: "IDX_license_center_download_license", on: ["license_id", "created_at"] },
    { name: "IDX_license_center_download_release", on: ["release_id", "created_at"] },
  ])

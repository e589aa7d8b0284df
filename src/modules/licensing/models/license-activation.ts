import { model } from "@medusajs/framework/utils"
import { License } from "./license"

/** One device (or site) holding one seat, known by a keyed hash of its fingerprint. */
export const LicenseActivation = model
  .define(
    { name: "LicenseActivation", tableName: "license_center_activation" },
    {
      id: model.id({ prefix: "lcact" }).primaryKey(),
      license: model.belongsTo(() => License, { mappedBy: "activations" }),
      fingerprint_hash: model.text(),
      name: model.text().nullable(),
      platform: model.text().nullable(),
      app_version: model.text().nullable(),
      environment: model.enum(["production", "staging", "development"]).default("production"),
      /** A development or staging copy that takes no seat. */
      spare: model.boolean().default(false),
      activated_at: model.dateTime(),
      last_seen_at: model.dateTime(),
      /** HMAC of the token in the URL of its update feed; it ends with the activation. */
      feed_token_hash: model.text().nullable(),
      deactivated_at: model.dateTime().nullable(),
      deactivated_reason: model
        .enum(["software", "rebound", "floating_timeout", "operator", "customer", "seats_reduced"])
        .nullable(),
    }
  )
  .indexes([
    // The last line of defence behind the row lock: one device never holds two seats of a license.
    {
      name: "IDX_license_center_activation_live_unique",
      on: ["license_id", "fingerprint_hash"],
      unique: true,
      where: "deactivated_at IS NULL",
    },
    {
      name: "IDX_license_center_activation_feed_token_unique",
      on: ["feed_token_hash"],
      unique: true,
      where: "feed_token_hash IS NOT NULL",
    },
  ])

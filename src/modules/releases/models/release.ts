import { model } from "@medusajs/framework/utils"
import { ReleaseArtifact } from "./release-artifact"

/** A version of a product. It is offered once it is published, and not any more once it is yanked. */
export const Release = model
  .define(
    { name: "Release", tableName: "license_center_release" },
    {
      id: model.id({ prefix: "lcrel" }).primaryKey(),
      /** The Medusa product. */
      product_id: model.text(),
      /** Semver without build metadata, which would make two versions of one. */
      version: model.text().searchable(),
      channel: model.enum(["stable", "beta", "alpha"]).default("stable"),
      status: model.enum(["draft", "published", "yanked"]).default("draft"),
      /** Markdown. */
      notes: model.text().default(""),
      published_at: model.dateTime().nullable(),
      /** Counts instead of `published_at` for whether a license covers it: a back-dated fix reaches lapsed customers. */
      eligible_since: model.dateTime().nullable(),
      yanked_at: model.dateTime().nullable(),
      /** For customers: what is wrong with it. */
      yanked_reason: model.text().nullable(),
      /** Which part of the clients gets it, 0 to 100. */
      rollout_percent: model.number().default(100),
      /** The oldest version of the operating system, by platform: `{ "darwin": "12.0" }`. */
      min_os: model.json().nullable(),
      /** What else it needs or was tested with, by name: `{ "php": "7.4", "wordpress": "6.2", "tested": "6.8" }`. */
      requirements: model.json().nullable(),
      artifacts: model.hasMany(() => ReleaseArtifact, { mappedBy: "release" }),
    }
  )
  .indexes([
    // Also over what is deleted, unless it was a draft: a version that was once released never is something else.
    {
      name: "IDX_license_center_release_version_unique",
      on: ["product_id", "version"],
      unique: true,
      where: "deleted_at IS NULL OR published_at IS NOT NULL",
    },
    { name: "IDX_license_center_release_product_created", on: ["product_id", "created_at"] },
  ])
  .checks([
    {
      name: "CK_license_center_release_rollout",
      expression: (c) => `${c.rollout_percent} >= 0 AND ${c.rollout_percent} <= 100`,
    },
    {
      name: "CK_license_center_release_published",
      expression: (c) => `${c.status} = 'draft' OR ${c.published_at} IS NOT NULL`,
    },
  ])

import { model } from "@medusajs/framework/utils"
import { Release } from "./release"

/** One file of a release for one platform: in Medusa's File module (`file_id`), or somewhere else (`url`). */
export const ReleaseArtifact = model
  .define(
    { name: "ReleaseArtifact", tableName: "license_center_artifact" },
    {
      id: model.id({ prefix: "lcart" }).primaryKey(),
      release: model.belongsTo(() => Release, { mappedBy: "artifacts" }),
      platform: model.enum(["darwin", "win32", "linux", "any"]),
      arch: model.enum(["x64", "arm64", "ia32", "arm", "universal", "any"]),
      /** What it is for people: `installer`, `dmg`, `nsis`, `plugin`. Updaters go by the file's name. */
      kind: model.text(),
      filename: model.text(),
      /** Key in Medusa's File module. */
      file_id: model.text().nullable(),
      url: model.text().nullable(),
      /** Bytes, as text: a game is longer than an integer. */
      size: model.text(),
      /** Lower-case hex. */
      sha512: model.text(),
      /** Lower-case hex; null for a file elsewhere whose author gave none. */
      sha256: model.text().nullable(),
      /** The author's own, made with a key that is never here. */
      signature: model.text().nullable(),
      signature_kind: model.enum(["minisign", "ed25519"]).nullable(),
    }
  )
  .indexes([
    // Updaters know a file by its name.
    {
      name: "IDX_license_center_artifact_filename_unique",
      on: ["release_id", "filename"],
      unique: true,
      where: "deleted_at IS NULL",
    },
  ])
  .checks([
    {
      name: "CK_license_center_artifact_place",
      expression: (c) => `(${c.file_id} IS NULL) <> (${c.url} IS NULL)`,
    },
  ])

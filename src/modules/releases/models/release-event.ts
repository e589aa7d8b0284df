import { model } from "@medusajs/framework/utils"

/** The append-only audit trail of releases: what changed, who did it, and why. */
export const ReleaseEvent = model
  .define(
    { name: "ReleaseEvent", tableName: "license_center_release_event" },
    {
      id: model.id({ prefix: "lcrevt" }).primaryKey(),
      name: model.text(),
      release_id: model.text(),
      artifact_id: model.text().nullable(),
      actor_type: model.enum(["system", "operator", "customer", "software"]),
      actor_id: model.text().nullable(),
      reason: model.text().nullable(),
      data: model.json().nullable(),
    }
  )
  .indexes([{ name: "IDX_license_center_release_event_release", on: ["release_id", "created_at"] }])

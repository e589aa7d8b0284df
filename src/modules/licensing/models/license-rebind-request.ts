import { model } from "@medusajs/framework/utils"

/** A device without a seat that asks the license's owner for one: which device gives way is the owner's choice. */
export const LicenseRebindRequest = model
  .define(
    { name: "LicenseRebindRequest", tableName: "license_center_rebind_request" },
    {
      id: model.id({ prefix: "lcrrq" }).primaryKey(),
      license_id: model.text(),
      /** HMAC of the device that asks, as activations keep it. */
      fingerprint_hash: model.text(),
      /** What the device calls itself. */
      device_name: model.text().nullable(),
      /** `asked`: the owner has a link; `escalated`: over quota, an operator decides. */
      status: model.enum(["asked", "escalated", "done", "declined", "expired"]).default("asked"),
      /** The device that shall give way, or gave way. */
      from_activation_id: model.text().nullable(),
      /** The owner's words to the operator, redacted. */
      reason: model.text().nullable(),
      /** When the owner's mail was handed to the ledger of notices. */
      noticed_at: model.dateTime().nullable(),
      /** The owner decides until then. */
      expires_at: model.dateTime(),
      settled_at: model.dateTime().nullable(),
      /** The operator's words. */
      decision_reason: model.text().nullable(),
      /** The operator's mail about the decision, when it was handed to the ledger of notices. */
      answered_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_license_center_rebind_request_open_unique",
      on: ["license_id", "fingerprint_hash"],
      unique: true,
      where: "status IN ('asked', 'escalated')",
    },
    { name: "IDX_license_center_rebind_request_license", on: ["license_id", "created_at"] },
    { name: "IDX_license_center_rebind_request_status", on: ["status", "created_at"] },
    { name: "IDX_license_center_rebind_request_owed", on: ["created_at"], where: "noticed_at IS NULL" },
  ])

import { model } from "@medusajs/framework/utils"

/** An Ed25519 key pair that leases are signed with. `next` is published before it signs, `retired` after. */
export const LicenseSigningKey = model
  .define(
    { name: "LicenseSigningKey", tableName: "license_center_signing_key" },
    {
      id: model.id({ prefix: "lckey" }).primaryKey(),
      kid: model.text(),
      /** The public part, base64url, as in a JWK's `x`. */
      public_x: model.text(),
      /** PKCS #8 of the private part, encrypted. */
      private_sealed: model.text(),
      status: model.enum(["next", "active", "retired"]),
      activated_at: model.dateTime().nullable(),
      retired_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_signing_key_kid_unique", on: ["kid"], unique: true, where: "kid IS NOT NULL" },
    // However many processes boot at once, one key signs and one waits.
    { name: "IDX_license_center_signing_key_active_unique", on: ["status"], unique: true, where: "status = 'active'" },
    { name: "IDX_license_center_signing_key_next_unique", on: ["status"], unique: true, where: "status = 'next'" },
  ])

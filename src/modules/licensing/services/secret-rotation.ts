import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Vault } from "../../../lib/secret"
import { rows } from "./database"

/**
 * Re-encrypts keys that are still under the previous secret, and re-hashes them for look-up. Devices' fingerprints
 * cannot be read back; they move when the device next activates. Safe to run in several processes and to be killed.
 *
 * @returns how many rows were moved; 0 means nothing is left under the previous secret
 */
export async function resealSecrets(knex: Knex, vault: Vault, limit: number): Promise<number> {
  return knex.transaction(async (trx) => {
    const current = `${vault.currentRingId}.%`
    const licenses = await rows<{ id: string; key_sealed: string }>(
      trx,
      `SELECT id, key_sealed FROM license_center_license WHERE key_sealed NOT LIKE ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED`,
      [current, limit]
    )
    for (const { id, key_sealed } of licenses) {
      const key = vault.decrypt(key_sealed, `license:${id}`)
      await rows(trx, "UPDATE license_center_license SET key_sealed = ?, key_hash = ? WHERE id = ?", [
        vault.encrypt(key, `license:${id}`),
        vault.hash("key", key),
        id,
      ])
    }
    const keys = await rows<{ id: string; kid: string; private_sealed: string }>(
      trx,
      `SELECT id, kid, private_sealed FROM license_center_signing_key WHERE private_sealed NOT LIKE ? FOR UPDATE SKIP LOCKED`,
      [current]
    )
    for (const { id, kid, private_sealed } of keys) {
      await rows(trx, "UPDATE license_center_signing_key SET private_sealed = ? WHERE id = ?", [
        vault.encrypt(vault.decrypt(private_sealed, `signing-key:${kid}`), `signing-key:${kid}`),
        id,
      ])
    }
    return licenses.length + keys.length
  })
}

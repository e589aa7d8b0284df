import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { logger } from "@medusajs/framework/logger"
import type { Vault } from "../../../lib/secret"
import { rows } from "../../../lib/database"
import { rehashUnsubscribes } from "./reminders/unsubscribes"

const looked = new WeakSet<Vault>()

/**
 * Re-encrypts keys that are still under the previous secret, and re-hashes them for look-up. Devices' fingerprints
 * cannot be read back; they move when the device next asks. What is under a third secret stays as it is: nobody here can
 * read it, and it must not stop the rest. It is reported.
 *
 * Safe to be killed, and to run in several processes: each takes the rows that no other one has locked. One that finds
 * all of a batch locked sees an end too early and comes again with its next run.
 *
 * @returns how many rows were moved; 0 means that nothing is left to be moved, or that others are moving it
 */
export async function resealSecrets(knex: Knex, vault: Vault, limit: number): Promise<number> {
  if (!vault.previousRingId) {
    return 0
  }
  const previous = `${vault.previousRingId}.%`
  const moved = await knex.transaction(async (trx) => {
    const licenses = await rows<{ id: string; key_sealed: string; email: string }>(
      trx,
      `SELECT id, key_sealed, email FROM license_center_license WHERE key_sealed LIKE ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED`,
      [previous, limit]
    )
    for (const { id, key_sealed } of licenses) {
      const key = vault.decrypt(key_sealed, `license:${id}`)
      await rows(trx, "UPDATE license_center_license SET key_sealed = ?, key_hash = ? WHERE id = ?", [
        vault.encrypt(key, `license:${id}`),
        vault.hash("key", key),
        id,
      ])
    }
    await rehashUnsubscribes(
      trx,
      vault,
      licenses.map(({ email }) => email)
    )
    const keys = await rows<{ id: string; kid: string; private_sealed: string }>(
      trx,
      `SELECT id, kid, private_sealed FROM license_center_signing_key WHERE private_sealed LIKE ? FOR UPDATE SKIP LOCKED`,
      [previous]
    )
    for (const { id, kid, private_sealed } of keys) {
      await rows(trx, "UPDATE license_center_signing_key SET private_sealed = ? WHERE id = ?", [
        vault.encrypt(vault.decrypt(private_sealed, `signing-key:${kid}`), `signing-key:${kid}`),
        id,
      ])
    }
    return licenses.length + keys.length
  })
  if (!moved) {
    await reportUnreadable(knex, vault)
  }
  return moved
}

/** Tells once a process, and only when all else was moved, what no secret opens that it was given. */
async function reportUnreadable(knex: Knex, vault: Vault): Promise<void> {
  if (looked.has(vault)) {
    return
  }
  looked.add(vault)
  const known = [`${vault.currentRingId}.%`, `${vault.previousRingId}.%`]
  const [found] = await rows<{ licenses: number; signing_keys: number }>(
    knex,
    `SELECT (SELECT count(*)::int FROM license_center_license WHERE key_sealed NOT LIKE ? AND key_sealed NOT LIKE ?) AS licenses,
            (SELECT count(*)::int FROM license_center_signing_key
              WHERE private_sealed NOT LIKE ? AND private_sealed NOT LIKE ?) AS signing_keys`,
    [...known, ...known]
  )
  if (found!.licenses + found!.signing_keys > 0) {
    logger.warn(
      `License Center: neither LICENSE_CENTER_SECRET nor LICENSE_CENTER_PREVIOUS_SECRET opens everything that is stored (licenses: ${found!.licenses}, signing keys: ${found!.signing_keys}). It was left as it is: name the secret that it is under as the previous one to move it.`
    )
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { runPrepared } from "../../../lib/database"
import { normalizeKey } from "../../../lib/license-key"
import type { Vault } from "../../../lib/secret"
import { normalizeFingerprint } from "../rules/fingerprint"
import { holdsSeat } from "./license-lookup"

const KEEP = {
  name: "license-center-keep-feed-token",
  text: `UPDATE license_center_activation SET feed_token_hash = $1
          WHERE id = $2 AND feed_token_hash IS DISTINCT FROM $1`,
}

/**
 * The token for the URL of a device's update feed, for updaters that can be given nothing but a URL. It is made from the
 * secret and the activation's id, so that whoever asks again gets the same one, and stored as a hash only. It ends with
 * the activation; while the secret is rotated the old one goes on until the device activates again.
 */
export async function grantFeedToken(knex: Knex, vault: Vault, activation_id: string): Promise<string> {
  const token = `lcf_${vault.token("feed", activation_id)}`
  await runPrepared(knex, KEEP, [vault.hash("feed-token", token), activation_id], (row) => row)
  return token
}

const BY_SITE = {
  name: "license-center-activation-of-site",
  text: `SELECT a.id FROM license_center_activation a JOIN license_center_license l ON l.id = a.license_id
          WHERE l.key_hash IN ($1, $2) AND a.fingerprint_hash IN ($3, $4) AND ${holdsSeat("a")}
            AND a.deleted_at IS NULL AND l.deleted_at IS NULL
          LIMIT 1`,
}

/**
 * The feed token of a site that shows a license's key and is activated under it: what `activate` would answer it again.
 *
 * @returns null when the key or the address is none, or the site holds no seat
 */
export async function feedTokenOfSite(knex: Knex, vault: Vault, key: string, site: string): Promise<string | null> {
  const normalized = normalizeKey(key)
  const fingerprint = normalizeFingerprint(site, "site")
  if (!normalized.ok || !fingerprint) {
    return null
  }
  const values = [...vault.hashPair("key", normalized.key), ...vault.hashPair("fingerprint", fingerprint)]
  const [activation_id] = await runPrepared<{ id: string }, string>(knex, BY_SITE, values, (row) => row.id)
  return activation_id === undefined ? null : grantFeedToken(knex, vault, activation_id)
}

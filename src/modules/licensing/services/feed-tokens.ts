import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { runPrepared } from "../../../lib/database"
import type { Vault } from "../../../lib/secret"

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
  const token = tokenOf(vault, activation_id)
  await runPrepared(knex, KEEP, [vault.hash("feed-token", token), activation_id], (row) => row)
  return token
}

/**
 * The same for an activation whose stored hash is at hand: nothing is written when it is the token's own.
 *
 * @param stored null: it never had one
 */
export async function feedTokenOf(
  knex: Knex,
  vault: Vault,
  activation: { id: string; stored: string | null }
): Promise<string> {
  const token = tokenOf(vault, activation.id)
  return vault.hash("feed-token", token) === activation.stored ? token : grantFeedToken(knex, vault, activation.id)
}

const tokenOf = (vault: Vault, activation_id: string) => `lcf_${vault.token("feed", activation_id)}`

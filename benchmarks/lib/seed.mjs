import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import { readJson, writeJson } from "../../demo/lib/files.mjs"
import { databaseFiles } from "./paths.mjs"
import { DEVICES, fingerprintOf, PRODUCT, readKeys } from "./people.mjs"
import { pluginModule } from "./plugin.mjs"

const PLAN = { id: "lcplan_bench", code: "team", name: "Team" }
/** More than the devices that are there, so that `activate` can hand out new seats in every round. */
const SEATS = 25
const BATCH = 5_000

/** The secret of one benchmark database; made once, because its hashes hang on it. */
export function secretOf(name) {
  const { state } = databaseFiles(name)
  const known = readJson(state)
  if (known?.secret) return known.secret
  const secret = randomBytes(32).toString("base64")
  writeJson(state, { secret })
  return secret
}

/** Whether the database holds what this benchmark asks for, under the secret we have. */
export async function isSeeded(client, name, licenses) {
  const known = readJson(databaseFiles(name).state)
  if (known?.licenses !== licenses) return false
  const vault = vaultOf(name)
  const keys = readKeys(databaseFiles(name).keys)
  const { rows } = await client.query(
    `SELECT (SELECT count(*)::int FROM license_center_license) AS licenses,
            (SELECT count(*)::int FROM license_center_license WHERE key_hash = $1) AS last`,
    [vault.hash("key", keys[licenses - 1])]
  )
  return rows[0].licenses === licenses && rows[0].last === 1
}

/** Fills the database: licenses with real keys, hashed and sealed by the plugin's own vault, a term, three devices. */
export async function seed(client, name, licenses) {
  const { generateKey, maskKey } = pluginModule("lib/license-key")
  const vault = vaultOf(name)
  const keys = Array.from({ length: licenses }, () => generateKey("NIMBUS"))
  await client.query("TRUNCATE license_center_plan, license_center_product, license_center_event CASCADE")
  await insertCatalogue(client)
  for (let from = 0; from < licenses; from += BATCH) {
    const batch = keys.slice(from, from + BATCH).map((key, i) => {
      const id = `lic_bench${from + i}`
      return {
        id,
        number: from + i,
        key_hash: vault.hash("key", key),
        // As the plugin binds it: to the license that it belongs to.
        key_sealed: vault.encrypt(key, `license:${id}`),
        masked_key: maskKey(key),
      }
    })
    await insertLicenses(client, batch)
    await insertActivations(client, batch, vault)
  }
  await client.query("VACUUM ANALYZE")
  writeFileSync(databaseFiles(name).keys, `${keys.join("\n")}\n`)
  writeJson(databaseFiles(name).state, { secret: secretOf(name), licenses })
}

/**
 * Every run begins alike: without the devices that earlier ones activated, and with the rest last seen at some time
 * within the last 24 hours, so that the writes of "last seen" are in the measurement as they are in life.
 */
export async function refresh(client) {
  await insertReleases(client)
  await client.query("DELETE FROM license_center_activation WHERE id NOT LIKE 'lcact_bench%'")
  await client.query("TRUNCATE license_center_event")
  await client.query("UPDATE license_center_activation SET last_seen_at = now() - random() * interval '24 hours'")
  await client.query("VACUUM ANALYZE license_center_activation")
  await client.query("CHECKPOINT")
}

function vaultOf(name) {
  const { Vault } = pluginModule("lib/secret")
  return new Vault(Buffer.from(secretOf(name), "base64"))
}

async function insertCatalogue(client) {
  await client.query(
    `INSERT INTO license_center_plan (id, code, name, seats, term, on_expiry, entitlements, key_prefix, activation_kind)
     VALUES ($1, $2, $3, $4, 'P1Y', 'stop', '{sync}', 'NIMBUS', 'device')`,
    [PLAN.id, PLAN.code, PLAN.name, SEATS]
  )
  await client.query("INSERT INTO license_center_product (id, handle, handles, title) VALUES ($1, $2, $3, $4)", [
    PRODUCT.id,
    PRODUCT.handle,
    [PRODUCT.handle],
    PRODUCT.title,
  ])
}

/** 0.0.0 to 9.9.9, each with a file for three systems. */
async function insertReleases(client) {
  await client.query(
    `INSERT INTO license_center_release (id, product_id, version, status, notes, published_at)
     SELECT 'lcrel_bench' || n, $1, (n / 100) || '.' || (n / 10 % 10) || '.' || (n % 10), 'published',
            repeat('- Something is better now' || chr(10), 20), now() - interval '30 days'
       FROM generate_series(0, 999) AS n ON CONFLICT (id) DO NOTHING`,
    [PRODUCT.id]
  )
  await client.query(
    `INSERT INTO license_center_artifact (id, release_id, platform, arch, kind, filename, url, size, sha512)
     SELECT 'lcart_bench' || n || s.platform, 'lcrel_bench' || n, s.platform, 'any', 'installer', s.filename,
            'https://files.example/' || n || '/' || s.filename, '100000000', repeat('ab', 64)
       FROM generate_series(0, 999) AS n,
            (VALUES ('darwin', 'Nimbus.zip'), ('win32', 'Nimbus.exe'), ('linux', 'Nimbus.AppImage')) AS s(platform, filename)
     ON CONFLICT (id) DO NOTHING`
  )
  await client.query(
    `INSERT INTO license_center_release_catalogue (id, revision) VALUES ($1, gen_random_uuid()::text)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision`,
    [PRODUCT.id]
  )
}

async function insertLicenses(client, batch) {
  const columns = ["id", "key_hash", "key_sealed", "masked_key"].map((name) => batch.map((row) => row[name]))
  const numbers = batch.map((row) => row.number)
  await client.query(
    `INSERT INTO license_center_license
       (id, key_hash, key_sealed, masked_key, plan_id, product_id, order_id, order_display_id, line_item_id, email,
        seats, on_expiry, grace, lease_ttl, rebind_limit, rebind_window, entitlements, quantity_means, activation_kind,
        spare_activations, devices_visible_to)
     SELECT v.id, v.key_hash, v.key_sealed, v.masked_key, $6, $7, 'order_bench' || v.n, v.n, 'ordli_bench' || v.n,
            'buyer' || v.n || '@shop.example', $8, 'stop', 'P7D', 'P14D', 3, 'P30D', '{sync}', 'keys', 'device', 2, 'owner'
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[]) AS v(id, key_hash, key_sealed, masked_key, n)`,
    [...columns, numbers, PLAN.id, PRODUCT.id, SEATS]
  )
  await client.query(
    `INSERT INTO license_center_term (id, license_id, kind, starts_at, ends_at, order_id, line_item_id)
     SELECT 'lcterm_bench' || n, 'lic_bench' || n, 'initial', now(), '2099-12-31', 'order_bench' || n, 'ordli_bench' || n
       FROM unnest($1::int[]) AS n`,
    [numbers]
  )
}

async function insertActivations(client, batch, vault) {
  const rows = batch.flatMap((license) =>
    Array.from({ length: DEVICES }, (_, device) => ({
      id: `lcact_bench${license.number}_${device}`,
      license_id: license.id,
      hash: vault.hash("fingerprint", fingerprintOf("device", license.number, device)),
    }))
  )
  await client.query(
    `INSERT INTO license_center_activation
       (id, license_id, fingerprint_hash, name, platform, app_version, activated_at, last_seen_at)
     SELECT v.id, v.license_id, v.hash, 'Studio Mac', 'darwin', '4.2.1', now() - interval '90 days', now()
       FROM unnest($1::text[], $2::text[], $3::text[]) AS v(id, license_id, hash)`,
    [rows.map((row) => row.id), rows.map((row) => row.license_id), rows.map((row) => row.hash)]
  )
}

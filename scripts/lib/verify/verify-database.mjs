import pg from "@medusajs/framework/pg"
import { checks } from "./checks.mjs"
import { findClearSecrets } from "./clear-secrets.mjs"

/**
 * @typedef {{ rule: number, title: string, violations: Record<string, unknown>[] }} CheckResult
 * `rule` is the number in the list of rules that never break
 */

/**
 * Runs every check on one snapshot of the database.
 * @param {string} connectionString
 * @param {{ patience?: number }} options seconds that work may be on its way; the rules promise 120
 * @returns {Promise<CheckResult[]>}
 * @throws when the database cannot be reached or holds no license center
 */
export async function verifyDatabase(connectionString, { patience = 120 } = {}) {
  const client = new pg.Client({ connectionString, application_name: "license-center-verify" })
  await client.connect()
  try {
    // One snapshot for all checks: a sale in the middle must not look like a license without an order.
    await client.query("begin transaction isolation level repeatable read read only")
    const { rows } = await client.query("select to_regclass('license_center_license') is not null as there")
    if (!rows[0].there) throw new Error("This database holds no license center: its tables are missing.")
    const results = []
    for (const { rule, title, sql } of checks(patience)) {
      results.push({ rule, title, violations: (await client.query(sql)).rows })
    }
    results.push({
      rule: 5,
      title: "keys and private-link tokens in clear",
      violations: await findClearSecrets(client),
    })
    return results.sort((a, b) => a.rule - b.rule)
  } finally {
    await client.end()
  }
}

import { detectSecrets, maskSecret } from "./key-detector.mjs"

/** Rows that could hold a secret, found by the database; the check symbols are tried here. */
const shape = (prefixes) =>
  [
    "[A-Za-z0-9]{2,8}(-[0-9A-Za-z]{5}){5}",
    "lc[stfpvw]_[A-Za-z0-9_-]{43}",
    ...(prefixes.length > 0
      ? [`(${prefixes.join("|")})([[:space:]]|[-‐-―])*([0-9A-Za-z]([[:space:]]|[-‐-―])*){25}`]
      : []),
  ].join("|")

/**
 * Looks into every row of every table: our own, Medusa's notifications and workflow executions, orders, whatever a
 * store added. A key has no business in any of them.
 * @param {import("@medusajs/framework/pg").Client} client
 * @returns {Promise<{ table: string, row: string, kind: string, value: string }[]>} secrets are masked here too
 */
export async function findClearSecrets(client) {
  const prefixes = await knownPrefixes(client)
  const { rows: tables } = await client.query(
    `select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and not a.attisdropped) as has_id
       from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') order by 1`
  )
  const found = []
  for (const { name, has_id } of tables) {
    const { rows } = await client.query(
      `select ${has_id ? "t.id::text" : "t.ctid::text"} as row, t::text as content from ${client.escapeIdentifier(name)} t where t::text ~* $1`,
      [shape(prefixes)]
    )
    for (const { row, content } of rows) {
      for (const { kind, value } of detectSecrets(content, prefixes))
        found.push({ table: name, row, kind, value: maskSecret(value) })
    }
  }
  return found
}

async function knownPrefixes(client) {
  const { rows } = await client.query(
    `select key_prefix as prefix from license_center_plan
      union select split_part(masked_key, '-', 1) from license_center_license`
  )
  return rows.map(({ prefix }) => prefix).filter((prefix) => /^[A-Z0-9]{2,8}$/.test(prefix))
}

import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { medusaProgram, runNode } from "./children.mjs"
import { readJson, writeJson } from "./files.mjs"
import { paths, root } from "./paths.mjs"

/**
 * Brings the database's tables up to date. Asking Medusa costs ten seconds and more even when nothing is to be done, so
 * it is asked only when something changed that tables follow from.
 * @param {{ env: Record<string, string>, onStart: (record: object) => void }} options
 * @returns {Promise<boolean>} whether there was something to do
 */
export async function migrateIfNeeded({ env, onStart }) {
  const state = { database: fingerprint([env.DATABASE_URL]), schema: schemaFingerprint() }
  const known = readJson(paths.migrated)
  const same = known?.database === state.database && known?.schema === state.schema
  if (same && (await isMigrated(env.DATABASE_URL))) return false
  const args = [medusaProgram(), "db:migrate", "--execute-safe-links"]
  await runNode({ name: "migrate", args, env, marker: "db:migrate", onStart })
  writeJson(paths.migrated, state)
  return true
}

/** Changes when a migration, a link, the configuration or an installed version does. */
function schemaFingerprint() {
  const files = [
    ...filesBelow(path.join(root, "src", "modules")).filter((file) =>
      file.includes(`${path.sep}migrations${path.sep}`)
    ),
    ...filesBelow(path.join(root, "src", "links")),
    path.join(root, "medusa-config.ts"),
    path.join(root, "package-lock.json"),
  ]
  return fingerprint(files.sort().flatMap((file) => [path.relative(root, file), readFileSync(file)]))
}

function filesBelow(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  } catch (error) {
    if (error.code === "ENOENT") return []
    throw error
  }
}

function fingerprint(parts) {
  const hash = createHash("sha256")
  for (const part of parts) hash.update(part).update("\0")
  return hash.digest("hex")
}

/** A database that was dropped and made anew under the same name is empty, whatever our note says. */
async function isMigrated(connectionString) {
  const { default: pg } = await import("@medusajs/framework/pg")
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query("select to_regclass('license_center_license') is not null as there")
    return rows[0].there
  } finally {
    await client.end()
  }
}

import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { readJson, writeJson } from "../../demo/lib/files.mjs"
import { choosePort } from "../../demo/lib/ports.mjs"
import { databaseFiles, paths, root } from "./paths.mjs"
import { runNode, startNode, untilAnswers } from "./processes.mjs"

const require = createRequire(import.meta.url)
/** The program behind `npx medusa`, run directly so that the pid we hold is Medusa's own. */
const medusaProgram = path.join(path.dirname(require.resolve("@medusajs/cli/package.json")), "cli.js")

/** The environment of a production server that is loaded by one address: that is why the limits are off. */
export const serverEnv = ({ database_url, secret }) => ({
  ...process.env,
  NODE_ENV: "production",
  MEDUSA_DISABLE_TELEMETRY: "1",
  FORCE_COLOR: "0",
  BENCH_PLUGIN: paths.plugin,
  DATABASE_URL: database_url,
  JWT_SECRET: "bench",
  COOKIE_SECRET: "bench",
  LICENSE_CENTER_SECRET: secret,
  LICENSE_CENTER_STORE_URL: "http://localhost:9000",
  LICENSE_CENTER_RATE_LIMIT: "off",
})

/** Migrates when a migration, a link or an installed version changed since the last time. */
export async function migrateIfNeeded(name, env) {
  const { state } = databaseFiles(name)
  const schema = schemaFingerprint()
  const known = readJson(state, {})
  if (known.schema === schema) return
  const args = [medusaProgram, "db:migrate", "--execute-safe-links"]
  await runNode({ name: "migrate", args, env, cwd: paths.app })
  writeJson(state, { ...known, schema })
}

function schemaFingerprint() {
  const below = (folder) =>
    readdirSync(path.join(root, "src", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  const files = [
    ...below("modules").filter((file) => file.includes(`${path.sep}migrations${path.sep}`)),
    ...below("links"),
    path.join(root, "package-lock.json"),
  ]
  const hash = createHash("sha256")
  for (const file of files.sort()) hash.update(path.relative(root, file)).update("\0").update(readFileSync(file))
  return hash.digest("hex")
}

/** One Medusa process with the plugin and the routes to compare with. */
export async function startMedusa(env) {
  const port = await choosePort({ name: "Medusa", preferred: 9100 })
  const args = [medusaProgram, "start", "--port", String(port)]
  const running = startNode({ name: "medusa", args, env: { ...env, PORT: String(port) }, cwd: paths.app })
  return begun(running, `http://localhost:${port}`, "/health")
}

/** node:http + pg, without Medusa. */
export async function startPlain(env) {
  const port = await choosePort({ name: "plain server", preferred: 9300 })
  const running = startNode({ name: "plain", args: [paths.plain], env: { ...env, PORT: String(port) }, cwd: root })
  return begun(running, `http://localhost:${port}`, "/")
}

async function begun(running, url, path) {
  try {
    await untilAnswers(url + path, running)
  } catch (error) {
    await running.stop()
    throw error
  }
  return { ...running, url }
}

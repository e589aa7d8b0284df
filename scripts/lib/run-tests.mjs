import { spawn } from "node:child_process"
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { print, printError } from "../../demo/lib/console.mjs"
import { readJson } from "../../demo/lib/files.mjs"
import { home, root } from "../../demo/lib/paths.mjs"
import { observeProcess } from "../../demo/lib/processes.mjs"
import { removePostgres, startPostgres } from "../../demo/postgres.mjs"
import { summarize, totals } from "./jest-report.mjs"
import { table } from "./table.mjs"

/** Cheap ones first: a broken rule shows in seconds, not behind a boot. */
const projects = ["unit", "modules", "http", "crash", "package", "leaks"]
const withoutDatabase = ["unit"]
/** Servers run in these projects' own process: what they log is kept, and searched for secrets by `leaks`. */
const withServer = ["http"]
/** Two files at a time, each on a database of its own; the others measure, or bring up several processes themselves. */
const inParallel = ["modules", "http"]
const crashLengths = { short: { CRASH_KILLS: "10" }, long: { CRASH_KILLS: "100", CRASH_ORDERS: "40" } }

const logs = path.join(home, "test-logs")
const databases = path.join(home, "test-postgres")

/** What some tests use besides npm packages, and how to get it. */
const tools = [
  { name: "chromium", programs: ["chromium", "chromium-browser", "google-chrome"], get: "apt-get install chromium" },
  { name: "redis-server", programs: ["redis-server"], get: "apt-get install redis-server" },
]

/**
 * Runs the tests project by project.
 * @param {string[]} args `--crash`, `--only=a,b`, and whatever jest takes
 * @returns {Promise<number>} the exit code
 */
export async function runTests(args) {
  const { chosen, crash, filters } = parseArguments(args)
  reportMissingTools()
  rmSync(logs, { recursive: true, force: true })
  mkdirSync(logs, { recursive: true })

  const results = []
  const interrupted = { by: null }
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => (interrupted.by = signal))
  const database = chosen.some((name) => !withoutDatabase.includes(name)) ? await openDatabase() : null
  try {
    const env = environment(database, crash)
    for (const name of chosen) {
      if (interrupted.by) break
      print(`\n=== ${name}`)
      results.push(await runProject(name, env, filters))
    }
  } finally {
    await database?.close()
  }
  return report(results, interrupted.by)
}

export function parseArguments(args) {
  const crash = args.includes("--crash") ? "long" : "short"
  const only = args.find((arg) => arg.startsWith("--only="))
  const chosen = crash === "long" ? ["crash"] : only ? only.slice("--only=".length).split(",") : projects
  const unknown = chosen.filter((name) => !projects.includes(name))
  if (unknown.length > 0)
    throw new Error(`There is no test project ${unknown.join(", ")}. There are ${projects.join(", ")}.`)
  return { chosen, crash, filters: args.filter((arg) => arg !== "--crash" && arg !== only) }
}

function reportMissingTools() {
  const folders = (process.env.PATH ?? "").split(path.delimiter)
  const has = (program) => folders.some((folder) => existsSync(path.join(folder, program)))
  for (const tool of tools.filter(({ programs }) => !programs.some(has))) {
    print(`${tool.name} is not installed; tests that use it need it: ${tool.get}`)
  }
}

async function openDatabase() {
  if (process.env.DATABASE_URL) {
    const url = new URL(process.env.DATABASE_URL)
    const { hostname: host, username: user, password } = url
    return {
      host,
      port: url.port || "5432",
      user: decodeURIComponent(user),
      password: decodeURIComponent(password),
      close: () => {},
    }
  }
  await removeLeftovers()
  const dataDir = path.join(databases, String(process.pid))
  const postgres = await startPostgres({
    dataDir,
    logFile: path.join(logs, "postgres.log"),
    // These databases live for minutes; nothing here must survive a power cut.
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" },
  })
  return { ...postgres, port: String(postgres.port), close: () => removePostgres(dataDir) }
}

/** Each run has its own server, named by its pid, so that two runs never meet; a killed run leaves its one behind. */
async function removeLeftovers() {
  if (!existsSync(databases)) return
  for (const name of readdirSync(databases)) {
    if (!observeProcess(Number(name))?.command.includes("test.mjs")) await removePostgres(path.join(databases, name))
  }
}

function environment(database, crash) {
  const { DATABASE_URL: _url, LICENSE_CENTER_RATE_LIMIT: _limit, ...inherited } = process.env
  return {
    ...inherited,
    ...crashLengths[crash],
    ...(database && {
      DB_HOST: database.host,
      DB_PORT: database.port,
      DB_USERNAME: database.user,
      DB_PASSWORD: database.password,
    }),
    NODE_ENV: "test",
    MEDUSA_DISABLE_TELEMETRY: "1",
    JWT_SECRET: "only for tests",
    COOKIE_SECRET: "only for tests",
    TEST_LOGS: logs,
  }
}

async function runProject(name, env, filters) {
  const outputFile = path.join(logs, `jest-${name}.json`)
  const jest = path.join(path.dirname(createRequire(import.meta.url).resolve("jest/package.json")), "bin", "jest.js")
  // Medusa loads its modules with native import(), which jest allows behind a flag only.
  const node = withoutDatabase.includes(name)
    ? []
    : ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"]
  // Medusa keeps timers and pools open after a suite.
  const server = withoutDatabase.includes(name)
    ? []
    : [inParallel.includes(name) ? "--maxWorkers=2" : "--runInBand", "--forceExit"]
  const report = ["--selectProjects", name, "--passWithNoTests", "--json", `--outputFile=${outputFile}`]
  const start = Date.now()
  const child = spawn(process.execPath, [...node, jest, ...filters, ...report, ...server], {
    cwd: root,
    env,
    stdio: withServer.includes(name) ? ["inherit", "pipe", "pipe"] : "inherit",
  })
  const log = child.stdout && createWriteStream(path.join(logs, `jest-${name}.log`))
  for (const [from, to] of log
    ? [
        [child.stdout, process.stdout],
        [child.stderr, process.stderr],
      ]
    : []) {
    from.pipe(to, { end: false })
    from.pipe(log, { end: false })
  }
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(1))
    child.once("close", (status) => resolve(status))
  })
  log?.end()
  return summarize(name, readJson(outputFile), { code, ms: Date.now() - start })
}

function report(results, interruptedBy) {
  const { passed, failed, other } = totals(results)
  const rows = results.map((result) => [
    result.name,
    result.files,
    result.passed,
    result.failed,
    result.other,
    `${(result.ms / 1000).toFixed(1)} s`,
  ])
  print(`\n${table(["project", "files", "passed", "failed", "skipped", "time"], rows)}`)
  if (other > 0) print(`${other} tests were skipped.`)
  if (interruptedBy) printError(`Interrupted by ${interruptedBy}.`)
  if (passed + failed === 0) printError("No test was run.")
  print(`${passed} passed, ${failed} failed`)
  return failed > 0 || passed === 0 || interruptedBy ? 1 : 0
}

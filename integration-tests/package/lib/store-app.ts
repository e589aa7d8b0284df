import { spawn, type ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import path from "node:path"
import { Client } from "@medusajs/framework/pg"
import { until } from "../../setup/until"
import { appPackages, writeApp } from "./app-files"
import { linkPackages } from "./link-packages"
import { unpackInto, type PackedPlugin } from "./pack-plugin"
import { logFile, root, workshop } from "./places"
import { run } from "./run"

const { DB_HOST = "localhost", DB_PORT = "5432", DB_USERNAME = "postgres", DB_PASSWORD = "postgres" } = process.env
const postgres = `postgres://${encodeURIComponent(DB_USERNAME)}:${encodeURIComponent(DB_PASSWORD)}@${DB_HOST}:${DB_PORT}`

/** A Medusa app of its own that installed the packed plugin: as far from this repository's code as a customer's is. */
export class StoreApp {
  readonly folder = path.join(workshop, "app")
  readonly secret = randomBytes(32).toString("base64")
  readonly jwtSecret = randomBytes(16).toString("hex")
  readonly database = `license_center_package_${process.pid}`
  readonly databaseUrl = `${postgres}/${this.database}`
  url = ""
  plugin = ""

  private server: ChildProcess | null = null
  private env: NodeJS.ProcessEnv = {}

  /** Makes the app's folder with all its packages. */
  async install(packed: PackedPlugin): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true })
    writeApp(this.folder)
    const nodeModules = path.join(this.folder, "node_modules")
    const { dependencies, peerDependencies } = packed.manifest
    const names = [...appPackages, ...Object.keys({ ...dependencies, ...peerDependencies })]
    linkPackages(path.join(root, "node_modules"), nodeModules, names)
    this.plugin = await unpackInto(nodeModules, packed)
  }

  /** @param smtpUrl where the app's mails go */
  async migrate(smtpUrl: string): Promise<void> {
    const port = await freePort()
    this.url = `http://localhost:${port}`
    // Nothing of the plugin's own environment: what it knows it has from the options in medusa-config.
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(LICENSE_CENTER_|npm_|JEST_|SMTP_|REDIS_)/.test(name)
    )
    this.env = {
      ...Object.fromEntries(inherited),
      NODE_ENV: "development",
      MEDUSA_DISABLE_TELEMETRY: "1",
      FORCE_COLOR: "0",
      DATABASE_URL: this.databaseUrl,
      PORT: String(port),
      JWT_SECRET: this.jwtSecret,
      COOKIE_SECRET: randomBytes(16).toString("hex"),
      SHOP_URL: this.url,
      SHOP_SMTP_URL: smtpUrl,
      SHOP_LICENSE_SECRET: this.secret,
    }
    await onServer(`CREATE DATABASE "${this.database}"`)
    const args = [this.medusa(), "db:migrate", "--execute-safe-links"]
    await run(process.execPath, args, { cwd: this.folder, env: this.env, log: logFile("migrate") })
  }

  async start(): Promise<void> {
    const file = logFile("medusa")
    const log = openSync(file, "w")
    const args = [this.medusa(), "start", "--port", new URL(this.url).port]
    const server = spawn(process.execPath, args, { cwd: this.folder, env: this.env, stdio: ["ignore", log, log] })
    closeSync(log)
    this.server = server
    const healthy = async () => server.exitCode !== null || (await fetch(`${this.url}/health`)).ok
    await until("Medusa answers", healthy, 90_000).catch(() => undefined)
    if (server.exitCode !== null || !(await fetch(`${this.url}/health`).catch(() => null))?.ok) {
      throw new Error(`Medusa did not start:\n${this.log().split("\n").slice(-25).join("\n")}`)
    }
  }

  log(): string {
    return readFileSync(logFile("medusa"), "utf8")
  }

  /** Runs a program of the app within its folder. */
  node(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    return run(process.execPath, args, { cwd: this.folder, env: { ...this.env, ...env } })
  }

  async stop(): Promise<void> {
    const server = this.server
    if (server && server.exitCode === null && server.signalCode === null) {
      const ended = new Promise((resolve) => server.once("exit", resolve))
      server.kill("SIGTERM")
      const force = setTimeout(() => server.kill("SIGKILL"), 8_000)
      await ended
      clearTimeout(force)
    }
    await onServer(`DROP DATABASE IF EXISTS "${this.database}" WITH (FORCE)`)
    if (existsSync(this.folder)) {
      // Vite's helpers may still be writing their cache.
      rmSync(workshop, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    }
  }

  private medusa(): string {
    return path.join(this.folder, "node_modules", "@medusajs", "cli", "cli.js")
  }
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: `${postgres}/postgres` })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

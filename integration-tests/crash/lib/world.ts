import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"
import { Database } from "./database"
import { Mailbox } from "./mailbox"
import { freePort, Log, run, runMedusa, Server } from "./server"
import { Shop, type Catalogue, type Purchase } from "./shop"

export const SECRET = randomBytes(32).toString("base64")

/** Everything but the database and the mail server, which differ from test to test. */
export const COMMON = {
  NODE_ENV: "development",
  // Boots faster without, and no test looks at it.
  DISABLE_MEDUSA_ADMIN: "true",
  MEDUSA_DISABLE_TELEMETRY: "1",
  JWT_SECRET: "only for tests",
  COOKIE_SECRET: "only for tests",
  LICENSE_CENTER_SECRET: SECRET,
  LICENSE_CENTER_STORE_URL: "http://localhost:9000",
  LICENSE_CENTER_RATE_LIMIT: "off",
  FORCE_COLOR: "0",
}

/** A migrated database with a catalogue in it, that others are copied from: migrating takes longer than all else. */
export type Origin = { database: Database; catalogue: Catalogue }

export async function makeOrigin(): Promise<Origin> {
  const database = await Database.create("origin")
  const log = new Log("crash-origin")
  const env = { ...COMMON, DATABASE_URL: database.url }
  const code = await runMedusa(["db:migrate", "--execute-safe-links"], env, log)
  if (code !== 0) {
    throw new Error(`Migrating ended with ${code}: see ${log.file}`)
  }
  const server = new Server(await freePort(), env, log)
  await server.start()
  try {
    return { database, catalogue: await seed(server.url, env) }
  } finally {
    await server.stop()
  }
}

async function seed(url: string, env: Record<string, string>): Promise<Catalogue> {
  const log = new Log("crash-seed")
  const mark = log.mark()
  const code = await run([path.join(__dirname, "seed-store.mjs"), url], env, log).ended
  const last = readFileSync(log.file).subarray(mark).toString("utf8").trim().split("\n").at(-1)!
  if (code !== 0) {
    throw new Error(`Seeding ended with ${code}: ${last}`)
  }
  return JSON.parse(last) as Catalogue
}

export type World = { database: Database; mailbox: Mailbox; server: Server; shop: Shop; end: () => Promise<void> }

/** A store of its own: database, mailbox, and a server that is not started yet. */
export async function makeWorld(
  { database: template, catalogue }: Origin,
  name: string,
  { env = {}, preload }: { env?: Record<string, string>; preload?: string } = {}
): Promise<World> {
  const database = await Database.create(name, template)
  const mailbox = new Mailbox()
  await mailbox.open()
  const server = new Server(
    await freePort(),
    { ...COMMON, DATABASE_URL: database.url, SMTP_URL: mailbox.url, ...env },
    new Log(`crash-${name}`),
    preload
  )
  return {
    database,
    mailbox,
    server,
    shop: new Shop(server.url, catalogue),
    end: async () => {
      await server.kill()
      await mailbox.close()
      await database.drop()
    },
  }
}

let buyers = 0

/** Each buyer has an address of its own, so that an order is found by it. */
export function aPurchase(lines: Purchase["lines"], ending: Purchase["ending"] = "paid", name = "buyer"): Purchase {
  return { email: `${name}-${++buyers}@example.com`, lines, ending, cart_id: null, order_id: null, captured: false }
}

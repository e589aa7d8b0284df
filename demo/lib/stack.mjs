import path from "node:path"
import { startPostgres } from "../postgres.mjs"
import { medusaProgram, startNode, untilAnswers } from "./children.mjs"
import { store } from "./catalogue.mjs"
import { phase } from "./console.mjs"
import { migrateIfNeeded } from "./migrate.mjs"
import { paths, root } from "./paths.mjs"
import { choosePort } from "./ports.mjs"
import { endProcess, processBook } from "./processes.mjs"

const book = processBook(paths.processes)

/** Stops what a killed run left behind. Only processes that are provably the recorded ones are touched. */
export async function stopLeftovers() {
  const records = book.read()
  const ended = []
  // Last started, first stopped: Medusa before the database it talks to.
  for (const record of records.toReversed()) {
    if (await endProcess(record, { signal: stopSignal(record.name) })) ended.push(record.name)
    book.remove(record.name)
  }
  return ended
}

const stopSignal = (name) => (name === "postgres" ? "SIGINT" : "SIGTERM")

/**
 * Starts PostgreSQL (unless DATABASE_URL names one), the mailbox and Medusa.
 * @param {{ secrets: ReturnType<typeof import("./secrets.mjs").demoSecrets>, isStopping: () => boolean,
 *   onEnd: (name: string) => void }} options `onEnd` is told when a server ends that nobody stopped
 * @returns {Promise<{ places: { url: string, mailbox: string, database_url: string } }>}
 */
export async function startStack({ secrets, isStopping, onEnd }) {
  const ports = await choosePorts()
  const note = (record) => {
    book.add(record)
    // Whoever stops us has read the list already, and reads it again once we have given up.
    if (isStopping()) throw new Error("Stopped while starting.")
  }

  const database_url = process.env.DATABASE_URL || (await phase("Start PostgreSQL", () => startDatabase(note)))
  const places = { url: `http://localhost:${ports.medusa}`, mailbox: `http://localhost:${ports.mailbox}`, database_url }
  const env = environment({ places, ports, secrets })

  const mailbox = startNode({
    name: "mailbox",
    args: [path.join(root, "demo", "mailbox.mjs"), ...mailboxFlags(ports)],
    env,
    marker: "mailbox.mjs",
  })
  note(mailbox.record)
  await phase("Migrate the database", () => migrateIfNeeded({ env, onStart: note }))
  await phase("Start the mailbox", () => untilAnswers(`${places.mailbox}/version`, mailbox))

  const args = [medusaProgram(), "start", "--port", String(ports.medusa)]
  const medusa = startNode({ name: "medusa", args, env, marker: medusaProgram() })
  note(medusa.record)
  await phase("Start Medusa and its admin", () => untilAnswers(`${places.url}/health`, medusa))

  for (const running of [mailbox, medusa]) void running.ended.then(() => onEnd(running.name))
  return { places }
}

async function choosePorts() {
  const medusa = await choosePort({ name: "PORT", wanted: process.env.PORT, preferred: 9000 })
  const mailbox = await choosePort({
    name: "MAIL_PORT",
    wanted: process.env.MAIL_PORT,
    preferred: 1080,
    taken: [medusa],
  })
  const smtp = await choosePort({
    name: "SMTP_PORT",
    wanted: process.env.SMTP_PORT,
    preferred: 1025,
    taken: [medusa, mailbox],
  })
  return { medusa, mailbox, smtp }
}

async function startDatabase(note) {
  const postgres = await startPostgres({
    dataDir: paths.postgres,
    port: await choosePort({ name: "Postgres", preferred: 54320 }),
    database: "license_center",
    logFile: path.join(paths.logs, "postgres.log"),
  })
  note(postgres.record)
  return postgres.url
}

const mailboxFlags = (ports) => [
  "--smtp-port",
  String(ports.smtp),
  "--port",
  String(ports.mailbox),
  "--folder",
  paths.mail,
]

function environment({ places, ports, secrets }) {
  return {
    ...process.env,
    // Anything but production: then `medusa start` serves the admin through Vite and needs no build.
    NODE_ENV: "development",
    MEDUSA_DISABLE_TELEMETRY: "1",
    FORCE_COLOR: "0",
    PORT: String(ports.medusa),
    DATABASE_URL: places.database_url,
    MEDUSA_BACKEND_URL: places.url,
    JWT_SECRET: secrets.jwt_secret,
    COOKIE_SECRET: secrets.cookie_secret,
    STORE_CORS: process.env.STORE_CORS ?? "http://localhost:8000,http://localhost:3000",
    ADMIN_CORS: process.env.ADMIN_CORS ?? places.url,
    AUTH_CORS: process.env.AUTH_CORS ?? `${places.url},http://localhost:8000,http://localhost:3000`,
    SMTP_URL: `smtp://localhost:${ports.smtp}`,
    LICENSE_CENTER_SECRET: secrets.license_center_secret,
    LICENSE_CENTER_STORE_URL: places.url,
    LICENSE_CENTER_STORE_NAME: store.name,
    // Whoever tries the demo at night wants to see what it mails.
    LICENSE_CENTER_REMINDER_HOURS: "00:00-24:00",
    LICENSE_CENTER_SUPPORT_EMAIL: "support@nimbus.example",
    LICENSE_CENTER_MAIL_FROM: `${store.name} <licenses@nimbus.example>`,
  }
}

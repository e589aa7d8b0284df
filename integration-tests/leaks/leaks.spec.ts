import { generateKeyPairSync, randomBytes } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { Client } from "@medusajs/framework/pg"
import { generateKey, maskKey } from "../../src/lib/license-key"
import { findSecrets, scanDatabase, scanFile, scanNotes, testLogs } from "../setup/scan-for-secrets"

jest.setTimeout(120_000)

const { DB_HOST = "localhost", DB_PORT = "5432", DB_USERNAME = "postgres", DB_PASSWORD = "postgres" } = process.env
const urlOf = (database: string) =>
  `postgres://${encodeURIComponent(DB_USERNAME)}:${encodeURIComponent(DB_PASSWORD)}@${DB_HOST}:${DB_PORT}/${database}`

const demo = path.resolve(__dirname, "../../.demo")

async function onDatabase<Row>(database: string, ...statements: [sql: string, values?: unknown[]][]): Promise<Row[]> {
  const client = new Client({ connectionString: urlOf(database) })
  await client.connect()
  try {
    let rows: Row[] = []
    for (const [sql, values] of statements) {
      rows = (await client.query(sql, values)).rows as Row[]
    }
    return rows
  } finally {
    await client.end()
  }
}

describe("looking for secrets", () => {
  const key = generateKey("NIMBUS")
  const bare = key.replaceAll("-", "").toLowerCase()
  const token = `lct_${randomBytes(32).toString("base64url")}`
  const { privateKey } = generateKeyPairSync("ed25519")
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64")
  const secret = randomBytes(32).toString("base64")

  it("finds a key in every column type that can hold text, however it is spelled", async () => {
    const database = `license_center_leaks_${process.pid}`
    await onDatabase("postgres", [`CREATE DATABASE "${database}"`])
    try {
      await onDatabase(
        database,
        ["CREATE SCHEMA aside"],
        ["CREATE TABLE license_center_plan (key_prefix text)"],
        ["CREATE TABLE license_center_license (masked_key text)"],
        ["INSERT INTO license_center_plan VALUES ('NIMBUS')"],
        ["INSERT INTO license_center_license VALUES ($1)", [maskKey(key)]],
        ["CREATE TABLE in_text (content text)"],
        ["INSERT INTO in_text VALUES ($1)", [`Your key is ${key}.`]],
        ["CREATE TABLE in_varchar (content varchar(200))"],
        ["INSERT INTO in_varchar VALUES ($1)", [bare]],
        ["CREATE TABLE in_json (content jsonb)"],
        [
          "INSERT INTO in_json VALUES ($1)",
          [JSON.stringify({ deep: [{ down: token, jwk: privateKey.export({ format: "jwk" }) }] })],
        ],
        ["CREATE TABLE in_list (content text[])"],
        ["INSERT INTO in_list VALUES ($1)", [[`a "quoted" one`, pkcs8]]],
        ["CREATE TABLE aside.in_schema (content text)"],
        ["INSERT INTO aside.in_schema VALUES ($1)", [secret]]
      )
      const { leaks } = await scanDatabase(urlOf(database), { secrets: [secret] })
      expect(leaks.map(({ where, kind }) => `${where.split(": ")[1]} ${kind}`).sort()).toEqual([
        "aside.in_schema secret",
        "public.in_json private link",
        "public.in_json signing key",
        "public.in_list signing key",
        "public.in_text license key",
        "public.in_varchar license key",
      ])
      expect(JSON.stringify(leaks)).not.toMatch(new RegExp(`${key}|${token.slice(0, 20)}`))
    } finally {
      await onDatabase("postgres", [`DROP DATABASE "${database}" WITH (FORCE)`])
    }
  })

  it("passes over masked keys, part numbers, ids and hashes", () => {
    const wrong = key.slice(0, -1) + (key.endsWith("A") ? "B" : "A")
    const harmless = [
      maskKey(key),
      wrong,
      "lct_short",
      "order_01KAVQ2Z9M8W3T6Y5R4E2Q1ABC",
      randomBytes(32).toString("hex"),
    ]
    expect(findSecrets(harmless.join("\n"), "here", { prefixes: ["NIMBUS"] })).toEqual([])
  })
})

describe("what the test projects before this one left behind", () => {
  it("holds no secret in any database", async () => {
    const databases = await onDatabase<{ name: string }>("postgres", [
      // By the names that tests and Medusa's runners give: on a developer's own server the others are none of our business.
      `SELECT datname AS name FROM pg_database WHERE datallowconn AND NOT datistemplate
        AND (datname LIKE 'license\\_center\\_%' OR datname LIKE 'medusa-%' OR datname = 'postgres')`,
    ])
    for (const { name } of databases) {
      expect((await scanDatabase(urlOf(name))).leaks).toEqual([])
    }
  })

  it("held none in the databases that are dropped when a suite ends", () => {
    const scans = existsSync(scanNotes) ? readFileSync(scanNotes, "utf8").trim().split("\n") : []
    const scanned = scans.map((line) => JSON.parse(line) as { rows: number; leaks: number })
    expect(scanned.filter(({ leaks }) => leaks > 0)).toEqual([])
    // A scan that looked at nothing proves nothing. These projects scan, when they ran.
    const ran = ["http", "package"].some((project) => existsSync(path.join(testLogs, `jest-${project}.json`)))
    expect(scanned.some(({ rows }) => rows > 100)).toBe(ran)
  })

  it("holds no secret in any log, of the tests or of a demo that ran here", async () => {
    const logs = [testLogs, demo, path.join(demo, "logs")].flatMap(logsIn)
    const secrets = demoSecrets()
    for (const file of new Set(logs)) {
      expect((await scanFile(file, { prefixes: ["NIMBUS", "FORM", "TEST"], secrets })).leaks).toEqual([])
    }
  })
})

function logsIn(folder: string): string[] {
  if (!existsSync(folder)) {
    return []
  }
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  return files.flatMap(({ name }) => (name.endsWith(".log") ? [path.join(folder, name)] : []))
}

/** What a demo in this folder encrypts with. */
function demoSecrets(): string[] {
  const file = path.join(demo, "secrets.json")
  if (!existsSync(file)) {
    return []
  }
  const secrets = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>)
  return secrets.filter((secret): secret is string => typeof secret === "string" && secret.length >= 32)
}

import { createHash } from "node:crypto"
import { appendFileSync, createReadStream, mkdirSync } from "node:fs"
import path from "node:path"
import { createInterface } from "node:readline"
import { Client } from "@medusajs/framework/pg"
import { normalizeKey } from "../../src/lib/license-key"

export type Leak = { where: string; kind: "license key" | "private link" | "signing key" | "secret"; value: string }

/** What a scan looked at and what it found, a line each in `scans.jsonl` beside the logs. */
export type DatabaseScan = { database: string; tables: number; rows: number; leaks: Leak[] }

/** As keys are written; the check symbols tell them from part numbers that look alike. */
const WRITTEN_KEY = /(?<![A-Za-z0-9])[A-Za-z0-9]{2,8}(?:[-‐-―][A-Za-z0-9]{5}){5}(?![A-Za-z0-9])/g
/** Of private links (`lct_`, `lcp_`), of visits to tickets and the portal (`lcs_`, `lcv_`), of update feeds (`lcf_`): 32 bytes as base64url. */
const LINK_TOKEN = /(?<![A-Za-z0-9_-])lc[stfpvw]_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g
/** Links of reminders are sealed, and longer: to renew (`lcr_`), to unsubscribe (`lcu_`). */
const SEALED_TOKEN = /lc[ru]_[0-9a-f]{8}(?:\.|%2E)[A-Za-z0-9_-]{40,}/gi
/** An Ed25519 private key as PKCS #8, which begins with the same 16 bytes each time, or as a JWK. */
const PRIVATE_KEY =
  /MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{43}|-----BEGIN PRIVATE KEY-----|"+d"+\s*:\s*"+[A-Za-z0-9_-]{43}"/g

/** What the tests' stores encrypt with: the environment's secrets, and the one that stands in for a missing one. */
const knownSecrets = [
  process.env.LICENSE_CENTER_SECRET,
  process.env.LICENSE_CENTER_PREVIOUS_SECRET,
  Buffer.alloc(32, "license-center development only").toString("base64"),
].filter((secret): secret is string => Boolean(secret))

export type ScanOptions = {
  /** Known key prefixes: behind one of these a key is found without its dashes too. Elsewhere that could be any id. */
  prefixes?: string[]
  /** Texts that must not stand anywhere, such as the secret of a store that a test started. */
  secrets?: string[]
}

/**
 * Finds what must never be stored or logged in clear: license keys, private-link tokens, private signing keys, secrets.
 * @returns each finding once; masked, because this ends up in a log as well
 */
export function findSecrets(text: string, where: string, { prefixes = [], secrets = [] }: ScanOptions = {}): Leak[] {
  const leaks = new Map<string, Leak>()
  const add = (kind: Leak["kind"], value: string) => leaks.set(`${kind} ${value}`, { where, kind, value: mask(value) })
  const candidates = [...text.matchAll(WRITTEN_KEY), ...text.matchAll(looseKey(prefixes))]
  for (const [candidate] of candidates) {
    const normalized = normalizeKey(candidate)
    if (normalized.ok) {
      add("license key", normalized.key)
    }
  }
  text.match(LINK_TOKEN)?.forEach((token) => add("private link", token))
  text.match(SEALED_TOKEN)?.forEach((token) => add("private link", token))
  text.match(PRIVATE_KEY)?.forEach((key) => add("signing key", key))
  for (const secret of [...knownSecrets, ...secrets]) {
    if (text.includes(secret)) {
      add("secret", secret)
    }
  }
  return [...leaks.values()]
}

/** Reads every row of every table of a database: ours, Medusa's, whatever a test made. */
export async function scanDatabase(connectionString: string, options: ScanOptions = {}): Promise<DatabaseScan> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const database = new URL(connectionString).pathname.slice(1)
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`
    )
    const prefixes = [...(options.prefixes ?? []), ...(await keyPrefixes(client, tables))]
    const scan: DatabaseScan = { database, tables: tables.length, rows: 0, leaks: [] }
    for (const { name } of tables) {
      const { rows } = await client.query<{ content: string }>(`SELECT t::text AS content FROM ${name} t`)
      scan.rows += rows.length
      const where = `${database}: ${name}`
      scan.leaks.push(...rows.flatMap(({ content }) => findSecrets(content, where, { ...options, prefixes })))
    }
    return scan
  } finally {
    await client.end()
  }
}

/**
 * For suites whose database is gone when they end: looks into it after every test, before the next one starts anew.
 * What was scanned is noted, so that the last test project can tell a clean scan from none at all.
 */
export function leavesNoSecrets(connectionString: () => string): void {
  afterEach(async () => {
    const scan = await scanDatabase(connectionString())
    noteScan(scan)
    expect(scan.leaks).toEqual([])
  })
}

export const testLogs = process.env.TEST_LOGS ?? path.resolve(__dirname, "../../.demo/test-logs")

export const scanNotes = path.join(testLogs, "scans.jsonl")

export function noteScan(scan: DatabaseScan): void {
  mkdirSync(testLogs, { recursive: true })
  const note = { test: expect.getState().currentTestName, ...scan, leaks: scan.leaks.length }
  appendFileSync(scanNotes, `${JSON.stringify(note)}\n`)
}

/** Reads a log line by line, so that its size does not matter. */
export async function scanFile(file: string, options: ScanOptions = {}): Promise<{ lines: number; leaks: Leak[] }> {
  const found = { lines: 0, leaks: [] as Leak[] }
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    found.lines++
    found.leaks.push(...findSecrets(line, `${file}:${found.lines}`, options))
  }
  return found
}

async function keyPrefixes(client: Client, tables: { name: string }[]): Promise<string[]> {
  const [plans, licenses] = ["public.license_center_plan", "public.license_center_license"]
  if (![plans, licenses].every((source) => tables.some(({ name }) => name === source))) {
    return []
  }
  const { rows } = await client.query<{ prefix: string }>(
    `SELECT key_prefix AS prefix FROM ${plans} UNION SELECT split_part(masked_key, '-', 1) FROM ${licenses}`
  )
  return rows.map(({ prefix }) => prefix)
}

function looseKey(prefixes: string[]): RegExp {
  const known = prefixes.filter((prefix) => /^[A-Z0-9]{2,8}$/.test(prefix))
  return known.length
    ? new RegExp(`(?<![A-Za-z0-9])(?:${known.join("|")})(?:[\\s\\p{Pd}]*[A-Za-z0-9]){25}(?![A-Za-z0-9])`, "giu")
    : /(?!)/g
}

const mask = (value: string) =>
  `${value.slice(0, 4)}…${value.slice(-2)} (sha256 ${createHash("sha256").update(value).digest("hex").slice(0, 12)})`

// The same look-up as the minimum's, without Medusa: node:http, pg, nothing else. A process of its own.
import { createServer } from "node:http"
import { createRequire } from "node:module"
import pg from "@medusajs/framework/pg"
import { pluginModule } from "./plugin.mjs"

const { LOOKUP, lookupValues } = createRequire(import.meta.url)("../app/src/lookup.js")
const { Vault } = pluginModule("lib/secret")

const vault = new Vault(Buffer.from(process.env.LICENSE_CENTER_SECRET, "base64"))
// As many connections as Medusa's pool has by default.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

const server = createServer((req, res) => {
  const chunks = []
  req.on("data", (chunk) => chunks.push(chunk))
  req.on("end", () => void answer(Buffer.concat(chunks).toString(), res))
})

async function answer(text, res) {
  if (!text) return res.end()
  const { key, fingerprint } = JSON.parse(text)
  const { rows } = await pool.query({ name: "look-up", text: LOOKUP, values: lookupValues(vault, key, fingerprint) })
  const body = JSON.stringify(rows[0])
  res.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) })
  res.end(body)
}

server.listen(Number(process.env.PORT), "localhost")
process.on("SIGTERM", () => process.exit(0))

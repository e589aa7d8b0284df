// `npm run verify -- [DATABASE_URL] [--json] [--patience=SECONDS]`: reads a database and lists whatever breaks the rules
// that must never break: doubled or missing licenses, oversold seats, keys in clear, gaps in the audit trail, releases
// that cannot be had, mails that got lost. It changes nothing, so it may run against a live store. Without a URL it takes DATABASE_URL, else the running
// demo. What became due less than 120 seconds ago may still be on its way; --patience changes that.
// Exits 0 when everything holds, 1 when something does not, 2 when it could not look.
import path from "node:path"
import { parseArgs } from "node:util"
import { readJson } from "../demo/lib/files.mjs"
import { paths } from "../demo/lib/paths.mjs"

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, patience: { type: "string", default: "120" } },
  })
  const url = positionals[0] ?? process.env.DATABASE_URL ?? readJson(paths.demoFile)?.database_url
  if (!url) {
    throw new Error(
      `Which database? Give its URL (npm run verify -- postgres://…), set DATABASE_URL, or start the demo, which names its own in ${path.relative(process.cwd(), paths.demoFile)}.`
    )
  }
  const patience = Number(values.patience)
  if (!(patience >= 0)) throw new Error(`--patience=${values.patience} is not a number of seconds.`)
  const { verifyDatabase } = await import("./lib/verify/verify-database.mjs")
  const { printReport } = await import("./lib/verify/report.mjs")
  const results = await verifyDatabase(url, { patience })
  const ok = results.every(({ violations }) => violations.length === 0)
  if (values.json)
    process.stdout.write(`${JSON.stringify({ ok, checked_at: new Date().toISOString(), checks: results }, null, 2)}\n`)
  else printReport(results)
  return ok ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${process.env.DEBUG ? error.stack : error.message}\n`)
  process.exitCode = 2
}

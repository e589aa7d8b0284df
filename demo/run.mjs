// `npm run demo`: from a fresh clone to a running store.
//
//   npm run demo                start (installs, migrates and seeds when needed)
//   npm run demo -- --reset     begin anew: new database, mails and secrets
//   npm run demo -- --check     buy, get the key by mail, activate, validate, get an update, deactivate; exit 0 or 1
//
// PORT, MAIL_PORT and SMTP_PORT choose ports; DATABASE_URL chooses a PostgreSQL of your own.
// Only Node's own modules may be imported before the dependencies are there.
import { fail, installIfNeeded } from "./lib/install.mjs"

const known = ["--check", "--reset", "--help"]
const args = process.argv.slice(2)
const unknown = args.filter((arg) => !known.includes(arg))

if (unknown.length > 0 || args.includes("--help")) {
  process.stdout.write("Usage: npm run demo [-- --reset] [-- --check]\n")
  process.exit(unknown.length > 0 ? 2 : 0)
}

try {
  await installIfNeeded()
  const { main } = await import("./lib/main.mjs")
  process.exit(await main({ check: args.includes("--check"), reset: args.includes("--reset") }))
} catch (error) {
  fail(error)
  process.exit(1)
}

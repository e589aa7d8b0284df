import { rmSync } from "node:fs"
import { checkMainJob } from "./check.mjs"
import { bold, cyan, dim, green, phase, print, printError, red, seconds } from "./console.mjs"
import { logFile, tail } from "./children.mjs"
import { describeDemo, writeDemoFile } from "./demo-file.mjs"
import { readJson } from "./files.mjs"
import { claimDemo, demoHolder } from "./lock.mjs"
import { ensureFolders, paths } from "./paths.mjs"
import { isAlive, npmAbove } from "./processes.mjs"
import { resetDemo } from "./reset.mjs"
import { seed } from "./seed.mjs"
import { seedReleases } from "./seed-releases.mjs"
import { signInAsOperator } from "./seed-admin.mjs"
import { demoSecrets } from "./secrets.mjs"
import { startStack, stopLeftovers } from "./stack.mjs"

/**
 * Runs the demo until it is told to stop, or its check once.
 * @param {{ check: boolean, reset: boolean }} options
 * @returns {Promise<number>} the exit code
 */
export async function main({ check, reset }) {
  ensureFolders()
  const running = demoHolder(paths.lock)
  if (running && !reset && check) return checkMainJob(await readyDemo())
  const claim = claimDemo(paths.lock)
  if (!claim.claimed) return alreadyRunning(claim.holder, reset)

  const stopping = stopSwitch()
  let starting
  try {
    const leftovers = await stopLeftovers()
    if (leftovers.length > 0) print(dim(`  Stopped what an earlier run left behind: ${leftovers.join(", ")}.`))
    // Scripts wait for this file: while it is there, the demo is ready.
    rmSync(paths.demoFile, { force: true })
    if (reset) {
      await resetDemo()
      ensureFolders()
    }
    starting = start(stopping)
    const demo = await Promise.race([starting, stopping.asked.then(() => null)])
    if (demo && check) return await Promise.race([checkMainJob(demo), stopping.asked.then(() => 1)])
    if (demo) announce(demo)
    const why = await stopping.asked
    if (why.name)
      printError(red(`\n${why.name} ended by itself. The end of ${logFile(why.name)}:\n${tail(logFile(why.name))}`))
    return why.name ? 1 : 0
  } finally {
    stopping.begin()
    rmSync(paths.demoFile, { force: true })
    await phase("Stop everything", async () => {
      await stopLeftovers()
      // A start that was interrupted may have launched one more server in between.
      await starting?.catch(() => undefined)
      await stopLeftovers()
    })
    claim.release()
  }
}

async function start(stopping) {
  const begin = Date.now()
  const secrets = demoSecrets(paths.secrets)
  const operator = { email: secrets.admin_email, password: secrets.admin_password }
  print(bold("License Center demo"))
  const { places } = await startStack({
    secrets,
    isStopping: stopping.begun,
    onEnd: (name) => stopping.ask({ name }),
  })
  const catalogue = await phase("Fill the store", async () => {
    const admin = await signInAsOperator({ url: places.url, jwtSecret: secrets.jwt_secret, ...operator })
    const seeded = await seed(admin)
    await seedReleases(admin, seeded.products)
    return seeded
  })
  const demo = describeDemo({ places, admin: operator, catalogue })
  writeDemoFile(paths.demoFile, demo)
  print(`  ${green("Ready")} after ${seconds(Date.now() - begin)}`)
  return demo
}

/** The facts of the demo that runs now; it may still be starting. */
async function readyDemo() {
  const demo = readJson(paths.demoFile)
  const answer = demo && (await fetch(`${demo.url}/health`).catch(() => null))
  if (!answer?.ok) throw new Error("A demo is starting or does not answer. Wait until it is ready, then check again.")
  return demo
}

function alreadyRunning(holder, reset) {
  const demo = readJson(paths.demoFile)
  printError(`The demo is running already (pid ${holder.pid})${demo ? ` at ${demo.url}` : ""}.`)
  if (reset) printError("Stop it before you reset it.")
  return 1
}

function announce(demo) {
  const plans = demo.products.flatMap((product) =>
    product.variants.map((variant) => `${product.title} ${variant.title}${variant.plan_code ? "" : " (no plan)"}`)
  )
  print()
  print(`  Admin      ${cyan(demo.admin.url)}`)
  print(`             ${demo.admin.email}   ${demo.admin.password}`)
  print(`             (its first page takes up to 20 seconds)`)
  print(`  Store API  ${cyan(`${demo.url}/store`)}`)
  print(`             x-publishable-api-key: ${demo.publishable_key}`)
  print(`  Licensing  ${cyan(`${demo.url}/license-center/v1`)}`)
  print(`  Support    ${cyan(`${demo.url}/license-center/tickets/new`)}`)
  print(`  Customers  ${cyan(`${demo.url}/license-center/portal`)}   (their licenses)`)
  print(`             ${cyan(`${demo.url}/license-center/withdraw`)}   (withdrawing from a contract)`)
  print(`  Mailbox    ${cyan(demo.mailbox)}`)
  print(`  Database   ${demo.database_url}`)
  print(`  On sale    ${plans.join(" · ")}`)
  print()
  print(dim(`  For scripts: ${paths.demoFile}. Logs: ${paths.logs}.`))
  print(dim("  Buy, get the key and activate it: npm run demo -- --check (in another terminal)"))
  print(dim("  Ctrl-C stops everything; the data stays."))
}

/** Turns Ctrl-C, a polite kill and the end of a server into one question: should we stop? */
function stopSwitch() {
  let answer
  let begun = false
  const asked = new Promise((resolve) => (answer = resolve))
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (!begun) print()
      answer({ signal })
    })
  }
  // npm killed in any way ends without telling us, and what is left is a demo that nobody can stop with Ctrl-C.
  const npm = npmAbove()
  if (npm) setInterval(() => isAlive(npm) || answer({ signal: "SIGHUP" }), 500).unref()
  return { asked, ask: answer, begin: () => void (begun = true), begun: () => begun }
}

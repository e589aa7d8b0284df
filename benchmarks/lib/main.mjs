import { cpus } from "node:os"
import { mkdirSync, rmSync } from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { dim, phase, print } from "../../demo/lib/console.mjs"
import { writeJson } from "../../demo/lib/files.mjs"
import { claimDemo } from "../../demo/lib/lock.mjs"
import { removePostgres } from "../../demo/postgres.mjs"
import { prepareDatabase } from "./database.mjs"
import { databaseFiles, paths } from "./paths.mjs"
import { askNode } from "./processes.mjs"
import { printAims, printTable } from "./report.mjs"
import { remind } from "./reminders.mjs"
import { isSeeded, refresh, seed } from "./seed.mjs"
import { startMedusa, startPlain } from "./servers.mjs"
import { targetsOf } from "./targets.mjs"

const CONNECTIONS = 32
const STEADY_RATE = 200

/** @returns {Promise<number>} the exit code: 1 when an aim was missed */
export async function main(options) {
  mkdirSync(paths.logs, { recursive: true })
  const claim = claimDemo(paths.lock)
  if (!claim.claimed) throw new Error(`Another benchmark runs (pid ${claim.holder.pid}).`)
  const running = []
  const stopAll = async () => {
    for (const server of running.splice(0).reverse()) await server.stop()
    claim.release()
  }
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stopAll().then(() => process.exit(130)))
  try {
    if (options.only?.length === 1 && options.only[0] === "reminders") return await remind(options, running)
    const servers = await prepare(options, running)
    return await measure(options, servers)
  } finally {
    await stopAll()
  }
}

/** From nothing to running servers over a full database. */
async function prepare({ licenses, reset }, running) {
  const name = `bench_${licenses}`
  if (reset) {
    await removePostgres(paths.postgres)
    rmSync(paths.home, { recursive: true, force: true })
    mkdirSync(paths.logs, { recursive: true })
  }
  const { url, env } = await prepareDatabase(name, running)
  await fill(url, name, licenses)
  const medusa = await phase("Start Medusa (production, admin disabled)", () => startMedusa(env))
  running.push(medusa)
  const plain = await startPlain(env)
  running.push(plain)
  return { targets: targetsOf({ medusa: medusa.url, plain: plain.url }), keys: databaseFiles(name).keys }
}

async function fill(connectionString, name, licenses) {
  const { default: pg } = await import("@medusajs/framework/pg")
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    if (!(await isSeeded(client, name, licenses))) {
      await phase(`Seed ${licenses} licenses with 3 devices each`, () => seed(client, name, licenses))
    }
    await phase("Bring the data into its first state", () => refresh(client))
  } finally {
    await client.end()
  }
}

async function measure(options, { targets, keys }) {
  const chosen = targets.filter((target) => options.only?.includes(target.id) ?? true)
  const ask = (target, round, more) =>
    load({ ...target, keys, seed: options.seed, round, connections: CONNECTIONS, ...more })
  print(
    dim(`  Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${CONNECTIONS} connections, `) +
      dim(`${options.rounds} rounds of ${options.seconds} s, seed ${options.seed}`)
  )
  await phase("Warm up", async () => {
    for (const target of chosen) await ask(target, "warm-up", { seconds: Math.max(2, options.seconds) })
  })

  const rounds = Object.fromEntries(chosen.map(({ id }) => [id, []]))
  for (let round = 1; round <= options.rounds; round++) {
    await phase(`Round ${round} of ${options.rounds}`, async () => {
      // Forwards and backwards in turn, so that no target always follows the same one.
      for (const target of round % 2 ? chosen : chosen.toReversed()) {
        rounds[target.id].push(await ask(target, round, { seconds: options.seconds }))
        await sleep(300)
      }
    })
  }

  const validate = chosen.find(({ id }) => id === "validate")
  const steady =
    validate &&
    (await phase(`Steady: ${STEADY_RATE} validations a second for ${options.steadySeconds} s`, () =>
      ask(validate, "steady", { seconds: options.steadySeconds, rate: STEADY_RATE })
    ))

  printTable(chosen, rounds)
  const met = printAims(rounds, steady && { ...steady, rate: STEADY_RATE })
  writeJson(paths.results, { at: new Date().toISOString(), options, rounds, steady })
  print(dim(`\n  Every round is in ${path.relative(process.cwd(), paths.results)}.`))
  return met ? 0 : 1
}

/** One measurement by a load generator of its own. An answer that is not the expected one fails the run. */
async function load(job) {
  const measured = await askNode({ args: [paths.load, JSON.stringify(job)], env: process.env })
  if (measured.failures > 0) throw new Error(`${job.label}: ${measured.failures} answers were not the expected ones.`)
  return measured
}

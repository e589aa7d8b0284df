// `npm run bench -- --only reminders`: what a minute of reminders costs among a million licenses. A run of its own: it
// needs a database of its own size, and no server.
import { randomBytes } from "node:crypto"
import { bold, phase, print } from "../../demo/lib/console.mjs"
import { prepareDatabase } from "./database.mjs"
import { pluginModule } from "./plugin.mjs"
import { explainAll } from "./reminders-plans.mjs"
import { forget, seedEnds } from "./reminders-seed.mjs"
import { median } from "./statistics.mjs"

const ROUNDS = 5
const LATEST_MS = 48 * 3_600_000
/** Customers whose mails are begun at once, as the job does it. */
const MOST_MAILS = 200

/** @returns {Promise<number>} the exit code: 1 when a table was read from end to end */
export async function remind({ quick }, running) {
  const licenses = quick ? 20_000 : 1_000_000
  const name = `bench_reminders_${licenses}`
  const { url } = await prepareDatabase(name, running)
  const { ModulesSdkUtils } = await import("@medusajs/framework/utils")
  const pool = ModulesSdkUtils.createPgConnection({ clientUrl: url })
  try {
    await phase(`Seed ${licenses} licenses that end within three years, and as many old reminders`, () =>
      seedEnds(pool, licenses)
    )
    return await measure(pool)
  } finally {
    await pool.destroy()
  }
}

async function measure(pool) {
  const { Reminders } = pluginModule("modules/licensing/services/reminders/index")
  const { resolveReminders } = pluginModule("modules/licensing/options-reminders")
  const { Vault } = pluginModule("lib/secret")
  const { queueReminders } = pluginModule("workflows/reminders/lib/queue-reminders")
  const reminders = new Reminders(pool, new Vault(randomBytes(32)), resolveReminders({ hours: "00:00-24:00" }))
  const notices = ledgerOf(pool)

  const taken = { first: [], all: [], queue: [], idle: [] }
  const counts = {}
  const asked = []
  const time = async (times, work) => {
    const begin = performance.now()
    const result = await work()
    times.push(performance.now() - begin)
    return result
  }
  for (let round = 1; round <= ROUNDS; round++) {
    await phase(`Round ${round} of ${ROUNDS}`, async () => {
      await forget(pool)
      await pool.raw("VACUUM license_center_reminder")
      const now = new Date()
      const since = new Date(now.getTime() - LATEST_MS)
      // The rest of the rounds is measured without anybody listening.
      if (round === 1) pool.on("query", ({ sql, bindings }) => asked.push({ sql, bindings }))
      counts.first = (await time(taken.first, () => reminders.plan.find(since, now))).length
      counts.all = (await time(taken.all, () => reminders.plan.write(now))).due
      counts.queue = (await time(taken.queue, () => queueReminders({ reminders, notices }, now, MOST_MAILS))).length
      counts.idle = (await time(taken.idle, () => reminders.plan.find(since, now))).length
      pool.removeAllListeners("query")
    })
  }
  printTimes(taken, counts)
  const scans = await explainAll(pool, asked)
  print(
    scans.length ? `\n  Read from end to end:\n  ${scans.join("\n  ")}` : "\n  No query reads a table from end to end."
  )
  return scans.length ? 1 : 0
}

function printTimes({ first, all, queue, idle }, counts) {
  const queued = all.map((ms, i) => ms + queue[i])
  const lines = [
    ["due query: one batch, nothing written yet", first, `${counts.first} rows`],
    ["due query: everything is written already, as each minute", idle, `${counts.idle} rows`],
    ["planning after two days without a run", all, `${counts.all} reminders written`],
    ["… and queueing one batch", queued, `${counts.queue} mails begun`],
    ["queueing one batch alone", queue, `${counts.queue} mails begun`],
  ]
  print()
  print(bold(`  ${"".padEnd(60)}${"median ms".padStart(12)}   slowest`))
  for (const [label, times, rows] of lines) {
    const numbers = `${median(times).toFixed(1).padStart(12)}${Math.max(...times)
      .toFixed(1)
      .padStart(10)}`
    print(`  ${label.padEnd(60)}${numbers}   ${rows}`)
  }
}

/** The ledger of mails, with the statement of the plugin's own: its service needs Medusa's container. */
function ledgerOf(pool) {
  return {
    async ensureNotices(input) {
      const given = input.map((notice) => ({ id: `lcnot_${randomBytes(12).toString("hex")}`, ...notice }))
      await pool.raw(
        `INSERT INTO license_center_notice (id, kind, purpose_key, "to", locale, license_ids)
         SELECT id, kind, purpose_key, "to", locale, license_ids FROM jsonb_to_recordset(?::jsonb)
           AS given (id text, kind text, purpose_key text, "to" text, locale text, license_ids text[])
         ON CONFLICT (purpose_key) DO NOTHING`,
        [JSON.stringify(given)]
      )
      const { rows } = await pool.raw(
        "SELECT id, purpose_key FROM license_center_notice WHERE purpose_key = ANY(?::text[])",
        [given.map(({ purpose_key }) => purpose_key)]
      )
      return rows
    },
  }
}

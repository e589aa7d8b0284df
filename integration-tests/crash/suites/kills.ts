import {
  isSettled,
  leaks,
  mailBreaches,
  noticeBreaches,
  readTruth,
  strangers,
  unitBreaches,
  verify,
} from "../lib/judge"
import { HelpDesk } from "../lib/help-desk"
import { Killer } from "../lib/killer"
import { chooseSeed, Random } from "../lib/random"
import { until } from "../lib/wait"
import { makeWorld, type Origin, type World } from "../lib/world"

const KILLS = Number(process.env.CRASH_KILLS ?? 10)
const ORDERS = Number(process.env.CRASH_ORDERS ?? 6)
/** A sender that died is taken for dead after two minutes, and the job comes by every half minute. */
const SETTLE_MS = 150_000

/** A server that is killed in the middle of its work, over and over, sells each unit once, mails each key and answers each who asks. */
export function kills(origin: () => Origin): void {
  describe(`killed ${KILLS} times`, () => {
    const seed = chooseSeed()
    let world: World
    beforeAll(async () => void (world = await makeWorld(origin(), "kills")))
    afterAll(() => world?.end())

    it(
      `each paid unit has one license and one delivery, and each who asks one ticket and one mail (CRASH_SEED=${seed})`,
      async () => {
        const start = Date.now()
        const help = new HelpDesk(world)
        const killer = new Killer(world, new Random(seed), help)
        for (const ending of ["unpaid", "unpaid", "partly", "partly"] as const) {
          killer.plan(ending)
        }
        while (killer.kills < KILLS) {
          await killer.round()
        }
        await world.server.start()
        const paid = () => killer.purchases.filter(({ ending }) => ending === "paid").length
        while (paid() < ORDERS) {
          killer.plan()
        }
        for (const purchase of killer.purchases) {
          await world.shop.place(purchase)
          await world.shop.pay(purchase)
        }
        await help.askAgain()
        const settled = () =>
          until(
            "everything issued and mailed",
            async () => {
              const now = await readTruth(world)
              return isSettled(now) && (await help.isSettled()) ? now : null
            },
            { timeout: SETTLE_MS, every: 1_000 }
          )
        // Nobody helps: what the kills interrupted is found by the jobs alone.
        const found = await settled()
        for (const { order_id } of killer.purchases) {
          await world.shop.reconcileTwice(order_id!)
        }
        const truth = await settled()
        expect(truth.licenses.map(({ id }) => id).sort()).toEqual(found.licenses.map(({ id }) => id).sort())
        expect(truth.notices.map(({ id }) => id).sort()).toEqual(found.notices.map(({ id }) => id).sort())
        const { breaches, duplicates } = await mailBreaches(world, truth)
        const summary = {
          seed,
          kills: killer.kills,
          orders: paid(),
          licenses: truth.licenses.length,
          tickets: help.count,
          "duplicate mails": duplicates,
          seconds: Math.round((Date.now() - start) / 1000),
        }
        const text = Object.entries(summary).map(([name, value]) => `${name} ${value}`)
        const landed = Object.entries(killer.landed).map(([where, count]) => `${where}: ${count}`)
        const extra = strangers(truth, killer.purchases).length
        process.stdout.write(
          `crash: ${text.join(", ")}\n  kills landed: ${landed.join("; ")}\n` +
            `  carts that Medusa left unusable: ${world.shop.abandoned.length}; orders that nobody was told of: ${extra}\n`
        )
        expect(unitBreaches(truth)).toEqual([])
        expect(noticeBreaches(truth)).toEqual([])
        expect(breaches).toEqual([])
        expect(await help.breaches()).toEqual([])
        expect(await leaks(world)).toEqual([])
        expect(await verify(world)).toBeNull()
      },
      // A life takes about ten seconds here, and three times that on a busy machine.
      (KILLS * 40 + 600) * 1_000
    )
  })
}

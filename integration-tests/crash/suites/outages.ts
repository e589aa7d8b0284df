import path from "node:path"
import { generateKey } from "../../../src/lib/license-key"
import { noticeBreaches, readTruth, unitBreaches, verify } from "../lib/judge"
import type { Purchase } from "../lib/shop"
import { sleep, until } from "../lib/wait"
import { aPurchase, makeWorld, type Origin, type World } from "../lib/world"

/** A paid order has its licenses so soon, whatever was lost. */
const PROMISE_MS = 120_000

/** What a store goes through that no test of a single process shows. */
export function outages(origin: () => Origin): void {
  describe("a store without its events", () => {
    let world: World
    beforeAll(async () => {
      world = await makeWorld(origin(), "sweep", { preload: path.join(__dirname, "..", "lib", "drop-events.cjs") })
      await world.server.start()
    })
    afterAll(() => world?.end())

    it("issues and mails everything within two minutes", async () => {
      const { shop, mailbox } = world
      // A sweep long ago, so that the next one does not look at every order of the day.
      await world.database.query(
        "INSERT INTO license_center_mark (id, at) VALUES ('orders-swept-until', now()) ON CONFLICT (id) DO UPDATE SET at = now()"
      )
      const paid = aPurchase([{ variant_id: shop.variant("team"), quantity: 2 }])
      const torn = aPurchase([{ variant_id: shop.variant("personal"), quantity: 1 }])
      const unpaid = aPurchase([{ variant_id: shop.variant("personal"), quantity: 1 }], "unpaid")
      for (const purchase of [paid, torn, unpaid]) {
        await shop.place(purchase)
      }
      await shop.pay(paid)
      await captureAndDie(world, torn)
      const start = Date.now()
      await until(
        "mails to both buyers",
        () => mailbox.mailsTo(paid.email).length === 1 && mailbox.mailsTo(torn.email).length === 1,
        { timeout: PROMISE_MS }
      )
      process.stdout.write(`crash: without events, licenses were mailed ${seconds(start)} after the payment\n`)
      const truth = await readTruth(world)
      expect(unitBreaches(truth)).toEqual([])
      expect(truth.licenses).toHaveLength(3)
      expect(noticeBreaches(truth)).toEqual([])
    }, 240_000)
  })

  describe("a store whose mail or database goes away", () => {
    let world: World
    beforeAll(async () => {
      world = await makeWorld(origin(), "outages")
      await world.mailbox.close()
      await world.server.start()
    })
    afterAll(() => world?.end())

    it("mails by itself once the mail server is up", async () => {
      const { shop, mailbox, database, server } = world
      const mark = server.log.mark()
      const purchase = aPurchase([{ variant_id: shop.variant("personal"), quantity: 2 }])
      await shop.place(purchase)
      await shop.pay(purchase)
      const notice = await until("the first failed attempt", async () => {
        const [row] = await database.query<{ status: string; last_error: string | null }>(
          "SELECT status, last_error FROM license_center_notice WHERE order_id = $1",
          [purchase.order_id]
        )
        return row?.last_error ? row : null
      })
      expect(notice.status).toBe("pending")
      const lines = server.log.linesSince(mark).filter((line) => /mail/i.test(line) && !/http:/.test(line))
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatch(/warn.*could not be sent and will be tried again: .*ECONNREFUSED/)
      await mailbox.open()
      await until("the mail", () => mailbox.mailsTo(purchase.email).length === 1, { timeout: PROMISE_MS })
      expect(mailbox.mailsTo(purchase.email)[0]!.keys).toHaveLength(2)
    }, 240_000)

    it("goes on by itself once the database is back, and has lost nothing", async () => {
      const { shop, mailbox, database, server } = world
      const before = aPurchase([{ variant_id: shop.variant("studio"), quantity: 1 }])
      const after = aPurchase([{ variant_id: shop.variant("team"), quantity: 1 }])
      await shop.place(before)
      await shop.place(after)
      const mark = server.log.mark()
      // The database goes while the first order's licenses are on their way. The mail server stays away for longer, so
      // that the job that sends has something to do afterwards, too.
      await mailbox.close()
      await shop.pay(before)
      await database.cutOff()
      const start = Date.now()
      const answers = await Promise.all([
        failure(shop.pay(after)),
        fetch(`${server.url}/license-center/v1/validate`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ key: generateKey("NIMBUS"), product: "nimbus-notes", fingerprint: "a device" }),
        }),
        // Long enough for each of the jobs to come by once.
        sleep(70_000),
      ])
      expect(answers[0]).not.toBe("it succeeded")
      expect(answers[1].status).toBe(503)
      expect(await answers[1].json()).toMatchObject({ valid: false, code: "UNAVAILABLE" })
      const ours = server.log.linesSince(mark).filter((line) => line.includes("License Center: "))
      expect(ours).toHaveLength(1)
      expect(ours[0]).toContain("error:   License Center: validate failed: ")

      await database.letIn()
      await until("the payment of the other order", async () => {
        await shop.pay(after)
        return true
      })
      await until(
        "both orders' mails, refused",
        async () => {
          const waiting = await database.query("SELECT 1 FROM license_center_notice WHERE last_error IS NOT NULL")
          return waiting.length === 2
        },
        { timeout: PROMISE_MS, every: 1_000 }
      )
      await mailbox.open()
      await until("mails to both buyers", () => [before, after].every(({ email }) => mailbox.mailsTo(email).length), {
        timeout: PROMISE_MS,
      })
      process.stdout.write(`crash: a database that was away for 70 s, all mailed ${seconds(start)} after it went\n`)
      const truth = await until("both noted as sent", async () => {
        const now = await readTruth(world)
        return noticeBreaches(now).length === 0 ? now : null
      })
      expect(unitBreaches(truth)).toEqual([])
      expect(truth.licenses).toHaveLength(4)
      expect(await verify(world)).toBeNull()
    }, 420_000)
  })
}

/**
 * What a server leaves that died in the middle of a capture: Medusa writes the capture first, and touches the payment
 * only when the provider has answered. All else about the order is old.
 */
async function captureAndDie({ database }: World, { order_id }: Purchase): Promise<void> {
  const [payment] = await database.query<{ id: string }>(
    `SELECT p.id FROM payment p JOIN order_payment_collection link ON link.payment_collection_id = p.payment_collection_id
      WHERE link.order_id = $1`,
    [order_id]
  )
  for (const [table, condition] of [
    ['"order"', "id = $1"],
    ["payment_collection", "id = (SELECT payment_collection_id FROM order_payment_collection WHERE order_id = $1)"],
  ]) {
    await database.query(`UPDATE ${table} SET updated_at = now() - interval '1 hour' WHERE ${condition}`, [order_id])
  }
  await database.query("UPDATE payment SET updated_at = now() - interval '1 hour' WHERE id = $1", [payment!.id])
  await database.query(
    "INSERT INTO capture (id, payment_id, amount, raw_amount) SELECT 'capt_torn', id, amount, raw_amount FROM payment WHERE id = $1",
    [payment!.id]
  )
}

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "it succeeded",
    (error: Error) => error.message
  )
}

const seconds = (start: number) => `${Math.round((Date.now() - start) / 1000)} s`

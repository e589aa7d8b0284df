import fc from "fast-check"
import type { StripeFact } from "../rules/stripe/facts"
import { aDispute, aRefund, aWarning, CREATED } from "../rules/stripe/__tests__/an-event"
import { NO_ORDER } from "../services/payment-events"
import { withRefunds } from "./with-refunds"

const at = (seconds: number) => new Date((CREATED + seconds) * 1000)
const told = (n: number, more: object = {}) => ({ event_id: `evt_${n}`, created_at: at(n), ...more })

/** All that can be said of one payment: disputed twice, refunded in two steps, warned of. */
const STORY: StripeFact[] = [
  aWarning(told(1)),
  aDispute(told(2, { due_by: at(900_000) })),
  aDispute(told(3, { status: "under_review", due_by: at(900_000) })),
  aRefund(told(4, { amount_refunded: 10 })),
  aDispute(told(5, { dispute_id: "dp_2", status: "warning_needs_response", due_by: at(800_000) })),
  aRefund(told(6, { amount_refunded: 25 })),
  aDispute(told(7, { status: "won" })),
]

withRefunds(({ service }) => {
  const take = async (fact: StripeFact, order_id: string | null = "order_1") => {
    await service.payments.events.store(fact.kind, fact)
    await service.payments.fold(fact.payment_intent_id!, order_id)
  }
  const intent = "pi_1"
  const asOf = async () => {
    const [disputes] = await service.payments.reader.disputes({ order_id: "order_1" }, { limit: 10, offset: 0 })
    const warnings = await service.payments.reader.warnings("order_1")
    const standing = (await service.payments.standings(["order_1"])).get("order_1")
    return {
      disputes: disputes.map(({ id: _, ...dispute }) => dispute),
      warnings: warnings.map(({ id: _, ...warning }) => warning),
      isOpen: standing?.open_since instanceof Date,
      lost: standing?.lost,
      gone: await service.payments.moneyGone([{ payment_intent_id: intent, captured: 49, refunded: 5 }]),
    }
  }

  describe("the events of a payment", () => {
    it("come to the same in any order, twice, and with its order found early or late", async () => {
      let expected: Awaited<ReturnType<typeof asOf>> | undefined
      const seed = Number(process.env.SEED ?? Date.now() % 100_000)
      const order = fc.shuffledSubarray(STORY, { minLength: STORY.length })
      await fc.assert(
        fc.asyncProperty(order, fc.nat(STORY.length - 1), fc.boolean(), async (facts, twice, late) => {
          await service.deletePaymentDisputes(await ids(service.listPaymentDisputes({})))
          await service.deletePaymentWarnings(await ids(service.listPaymentWarnings({})))
          await service.deletePaymentEvents(await ids(service.listPaymentEvents({})))
          for (const fact of [...facts, facts[twice]!]) {
            await take(fact, late ? null : "order_1")
          }
          await service.payments.adopt("order_1", [intent])
          const now = await asOf()
          expected ??= now
          expect(now).toEqual(expected)
        }),
        { seed, numRuns: 20 }
      )
      expect(expected).toMatchObject({
        disputes: [
          { external_id: "dp_2", standing: "inquiry", closed_at: null, evidence_due_at: at(800_000), opened_at: at(5) },
          {
            external_id: "dp_1",
            standing: "settled",
            closed_at: at(7),
            evidence_due_at: null,
            opened_at: at(2),
            amount: 49,
          },
        ],
        warnings: [{ external_id: "issfr_1", warned_at: at(1), acknowledged_at: null }],
        isOpen: false,
        lost: false,
        gone: { external: 20, external_at: at(6), dispute_lost: false },
      })
    })

    it("come to the same when all are taken at once", async () => {
      await Promise.all([...STORY, ...STORY].map((fact) => take(fact)))
      expect(await asOf()).toMatchObject({
        disputes: [{ external_id: "dp_2" }, { external_id: "dp_1", status: "won" }],
        warnings: [{ external_id: "issfr_1" }],
      })
      expect(await service.listPaymentEvents({})).toHaveLength(STORY.length)
    })

    it("say since when this store knows that a dispute is open, and that one is lost", async () => {
      await take(aDispute(told(1, { status: "warning_needs_response" })))
      expect((await service.payments.standings(["order_1"])).get("order_1")).toEqual({ open_since: null, lost: false })
      await take(aDispute(told(2)))
      const open = (await service.payments.standings(["order_1"])).get("order_1")
      expect(open).toEqual({ open_since: expect.any(Date), lost: false })
      await take(aDispute(told(3, { status: "under_review" })))
      expect((await service.payments.standings(["order_1"])).get("order_1")).toEqual(open)
      await take(aDispute(told(4, { status: "lost" })))
      expect((await service.payments.standings(["order_1"])).get("order_1")).toEqual({ open_since: null, lost: true })
      expect(await asOf()).toMatchObject({ gone: { dispute_lost: true } })
      expect(await service.payments.standings(["order_2"])).toEqual(new Map())
    })

    it("are of their own order: another's stays as it is", async () => {
      await take(aDispute(told(1)))
      await take(aDispute(told(2, { payment_intent_id: "pi_2", dispute_id: "dp_2", status: "lost" })), "order_2")
      const standings = await service.payments.standings(["order_1", "order_2"])
      expect([...standings].map(([id, { lost }]) => [id, lost]).sort()).toEqual([
        ["order_1", false],
        ["order_2", true],
      ])
      const [open, count] = await service.payments.reader.disputes({ status: "open" }, { limit: 10, offset: 0 })
      expect([open.map(({ order_id }) => order_id), count]).toEqual([["order_1"], 1])
      const [closed] = await service.payments.reader.disputes({ status: "closed" }, { limit: 10, offset: 0 })
      expect(closed.map(({ order_id }) => order_id)).toEqual(["order_2"])
    })

    it("count as much as Medusa knows where that is more, and all where Stripe says all", async () => {
      await take(aRefund(told(1, { amount_refunded: 10 })))
      const gone = (refunded: number, captured = 49) =>
        service.payments.moneyGone([{ payment_intent_id: intent, captured, refunded }])
      expect(await gone(0)).toMatchObject({ external: 10 })
      expect(await gone(10)).toMatchObject({ external: 0, external_at: null })
      expect(await gone(30)).toMatchObject({ external: 0 })
      await take(aRefund(told(2, { amount_refunded: 49, full: true })))
      expect(await gone(10, 50)).toMatchObject({ external: 40, external_at: at(2) })
      expect(await service.payments.moneyGone([])).toEqual({ external: 0, external_at: null, dispute_lost: false })
    })
  })

  describe("an event", () => {
    const event = async (id = "evt_1") => (await service.listPaymentEvents({ id }))[0]!

    it("is stored once, whoever brings it", async () => {
      const fact = aDispute()
      const stored = await Promise.all(Array.from({ length: 8 }, () => service.payments.events.store("x", fact)))
      expect(stored.filter(Boolean)).toHaveLength(1)
      expect(await event()).toMatchObject({ processed_at: null, attempts: 0, payment_intent_id: intent })
    })

    it("is tried again later and later, until it is settled", async () => {
      await service.payments.events.store("x", aDispute())
      await service.payments.events.failed("evt_1", "the database is away")
      expect(await event()).toMatchObject({ attempts: 1, last_error: "the database is away", processed_at: null })
      expect(await service.payments.events.due(10)).toEqual([])
      await service.payments.events.processed("evt_1")
      expect(await event()).toMatchObject({ attempts: 2, last_error: null, processed_at: expect.any(Date) })
      await service.payments.events.failed("evt_1", "too late")
      expect(await event()).toMatchObject({ attempts: 2, last_error: null })
    })

    it("waits for its order, unless no payment of Medusa's can be meant", async () => {
      await service.payments.events.store("x", aDispute())
      await service.payments.events.store("x", aDispute({ event_id: "evt_2", payment_intent_id: null }))
      await service.payments.events.withoutOrder("evt_1")
      await service.payments.events.withoutOrder("evt_2")
      expect(await event()).toMatchObject({ processed_at: null, last_error: NO_ORDER })
      expect(await event("evt_2")).toMatchObject({ processed_at: expect.any(Date) })
    })
  })

  it("keeps who acknowledged a warning first", async () => {
    await take(aWarning())
    const [warning] = await service.payments.reader.warnings("order_1")
    await service.payments.acknowledge(warning!.id, "user_1")
    await service.payments.acknowledge(warning!.id, "user_2")
    await take(aWarning(told(2)))
    expect(await service.payments.reader.warnings("order_1")).toMatchObject([
      { acknowledged_at: expect.any(Date), acknowledged_by: "user_1" },
    ])
    await expect(service.payments.acknowledge("lcpwn_none", "user_1")).rejects.toMatchObject({ type: "not_found" })
  })
})

const ids = async (found: Promise<{ id: string }[]>) => (await found).map(({ id }) => id)

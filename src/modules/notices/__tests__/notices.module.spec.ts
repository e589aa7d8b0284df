import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { NOTICES_MODULE } from ".."
import { Notice } from "../models"
import { MAX_ATTEMPTS } from "../rules/back-off"
import { TICKET_KINDS } from "../rules/kinds"
import { purposes } from "../rules/purposes"
import type NoticesModuleService from "../service"
import type { EnsureNoticeInput } from "../types"
import { aNotice, minutesFromNow } from "./fixtures"

jest.setTimeout(60_000)

const ALL_BUT_DATE: FakeTimersConfig["doNotFake"] = [
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
]

const daysFromNow = (days: number) => minutesFromNow(days * 24 * 60)

moduleIntegrationTestRunner<NoticesModuleService>({
  moduleName: NOTICES_MODULE,
  moduleModels: [Notice],
  resolve: `${__dirname}/..`,
  moduleOptions: { store_name: "Nimbus", support_email: "help@example.com" },
  testSuite: ({ service }) => {
    const ensure = async (...inputs: EnsureNoticeInput[]) => (await service.ensureNotices(inputs)).map(({ id }) => id)
    const ensureOne = async (purpose = "p:1") => (await ensure(aNotice(purpose)))[0]!

    describe("ensureNotices", () => {
      it("keeps everything it is given and makes the notice due at once", async () => {
        const id = await ensureOne()
        expect(await service.retrieveNotice(id)).toMatchObject({
          id: expect.stringMatching(/^lcnot_/),
          kind: "license_delivered",
          purpose_key: "p:1",
          to: "ada@example.com",
          locale: "de",
          order_id: "order_1",
          license_ids: ["lic_1", "lic_2"],
          data: { delivery_id: "dlv_1" },
          status: "pending",
          attempts: 0,
          sent_at: null,
        })
        expect(await service.claimDue({ limit: 5 })).toHaveLength(1)
      })

      it("takes a mail about a ticket, with nothing but its link's id", async () => {
        for (const kind of TICKET_KINDS) {
          const purpose_key = purposes.ticketLink(`lclnk_${kind}`)
          const [id] = await ensure({ kind, purpose_key, to: "ada@example.com", data: { link_id: `lclnk_${kind}` } })
          expect(await service.retrieveNotice(id!)).toMatchObject({
            kind,
            license_ids: [],
            order_id: null,
            data: { link_id: `lclnk_${kind}` },
          })
        }
        expect(await service.claimDue({ limit: 9 })).toHaveLength(TICKET_KINDS.length)
      })

      it("makes one row when 50 calls with one purpose race", async () => {
        const answers = await Promise.all(
          Array.from({ length: 50 }, () => service.ensureNotices([aNotice("license_delivered:dlv_1")]))
        )
        const entries = answers.flat()
        expect(entries).toHaveLength(50)
        expect(entries.filter((entry) => entry.created)).toHaveLength(1)
        expect(new Set(entries.map((entry) => entry.id)).size).toBe(1)
        expect(await service.listNotices()).toHaveLength(1)
      })

      it("neither deadlocks nor doubles when calls race over the same purposes in other orders", async () => {
        const purposes = Array.from({ length: 10 }, (_, i) => `p:${i}`)
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, i) => {
            const turned = [...purposes.slice(i % 10), ...purposes.slice(0, i % 10)]
            return service.ensureNotices(turned.map((purpose) => aNotice(purpose)))
          })
        )
        expect(answers.flat().filter((entry) => entry.created)).toHaveLength(10)
        expect(await service.listNotices()).toHaveLength(10)
      })

      it("answers in the order given, and once for a purpose named twice in one call", async () => {
        await ensure(aNotice("b"))
        const answer = await service.ensureNotices([aNotice("c"), aNotice("b"), aNotice("a"), aNotice("c")])
        expect(answer.map(({ purpose_key, created }) => [purpose_key, created])).toEqual([
          ["c", true],
          ["b", false],
          ["a", true],
        ])
      })

      it("does not mail a second time when the first notice was deleted", async () => {
        const id = await ensureOne()
        await service.softDeleteNotices([id])
        expect(await service.ensureNotices([aNotice("p:1")])).toEqual([{ id, purpose_key: "p:1", created: false }])
        expect(await service.claimDue({ limit: 5 })).toEqual([])
      })

      it("refuses a kind without a template, and a notice without purpose or address", async () => {
        const refusal = { type: "invalid_data" }
        await expect(service.ensureNotices([aNotice("p", { kind: "love_letter" as never })])).rejects.toMatchObject(
          refusal
        )
        await expect(service.ensureNotices([aNotice("")])).rejects.toMatchObject(refusal)
        await expect(service.ensureNotices([aNotice("p", { to: " " })])).rejects.toMatchObject(refusal)
        expect(await service.listNotices()).toEqual([])
      })
    })

    describe("claimDue", () => {
      it("never gives one row to two claimers that race", async () => {
        await ensure(...Array.from({ length: 40 }, (_, i) => aNotice(`p:${i}`)))
        const claims = await Promise.all(Array.from({ length: 8 }, () => service.claimDue({ limit: 10 })))
        for (const claim of claims) {
          expect(claim.length).toBeLessThanOrEqual(10)
        }
        const ids = claims.flat().map((notice) => notice.id)
        expect(new Set(ids).size).toBe(ids.length)
        const rest = await service.claimDue({ limit: 100 })
        expect(ids.length + rest.length).toBe(40)
      })

      it("takes at most its limit, and only the ids asked for", async () => {
        const [first, second, third] = await ensure(aNotice("a"), aNotice("b"), aNotice("c"))
        expect((await service.claimDue({ limit: 5, ids: [second!] })).map(({ id }) => id)).toEqual([second])
        expect(await service.claimDue({ limit: 1 })).toHaveLength(1)
        expect(await service.claimDue({ limit: 5, ids: [] })).toEqual([])
        const last = await service.claimDue({ limit: 5 })
        expect(last).toHaveLength(1)
        expect([first, third]).toContain(last[0]!.id)
      })

      it("counts the attempt and holds the row for two minutes", async () => {
        const id = await ensureOne()
        const now = new Date()
        const [claimed] = await service.claimDue({ limit: 1, now: minutesFromNow(0.01) })
        expect(claimed).toMatchObject({ id, status: "sending", attempts: 1 })
        const held = new Date(claimed!.claimed_until!).getTime() - now.getTime()
        expect(held).toBeGreaterThan(119_000)
        expect(held).toBeLessThan(122_000)
        expect(await service.claimDue({ limit: 1, now: minutesFromNow(1) })).toEqual([])
      })

      it("takes over from a sender that crashed", async () => {
        const id = await ensureOne()
        await service.claimDue({ limit: 1 })
        const [again] = await service.claimDue({ limit: 1, now: minutesFromNow(3) })
        expect(again).toMatchObject({ id, attempts: 2, status: "sending" })
      })

      it("gives the row of a crashed sender to one of two that race for it", async () => {
        await ensureOne()
        await service.claimDue({ limit: 1 })
        const now = minutesFromNow(3)
        const claims = await Promise.all([service.claimDue({ limit: 1, now }), service.claimDue({ limit: 1, now })])
        expect(claims.flat()).toHaveLength(1)
      })

      it("leaves alone what is sent, canceled, failed or not yet due", async () => {
        const [sent, canceled, waiting] = await ensure(aNotice("a"), aNotice("b"), aNotice("c"))
        await service.claimDue({ limit: 3 })
        await service.markSent(sent!)
        await service.cancel({ id: canceled!, attempts: 1 }, "no longer owed")
        await service.markFailed(waiting!, "refused")
        expect(await service.claimDue({ limit: 5 })).toEqual([])
        expect((await service.claimDue({ limit: 5, now: minutesFromNow(1) })).map(({ id }) => id)).toEqual([waiting])
      })
    })

    it("goes by the database's clock, however wrong that of the process is", async () => {
      const around = async <T>(hours: number, act: () => Promise<T>): Promise<T> => {
        jest.useFakeTimers({ now: Date.now() + hours * 3_600_000, doNotFake: ALL_BUT_DATE })
        try {
          return await act()
        } finally {
          jest.useRealTimers()
        }
      }
      const id = await around(5, () => ensureOne())
      expect(await around(-5, () => service.claimDue({ limit: 1 }))).toHaveLength(1)
      expect(await around(5, () => service.claimDue({ limit: 1 }))).toEqual([])
      await around(5, () => service.markFailed(id, "down"))
      const { next_attempt_at } = await service.retrieveNotice(id)
      expect(Math.abs(next_attempt_at!.getTime() - Date.now() - 30_000)).toBeLessThan(5_000)
      await around(5, () => service.retry(id))
      expect(await service.claimDue({ limit: 1 })).toHaveLength(1)
    })

    describe("what became of it", () => {
      it("records that it was sent", async () => {
        const id = await ensureOne()
        await service.claimDue({ limit: 1 })
        await service.markSent(id, "<mail@server>")
        expect(await service.retrieveNotice(id)).toMatchObject({
          status: "sent",
          external_id: "<mail@server>",
          sent_at: expect.any(Date),
          claimed_until: null,
          last_error: null,
        })
      })

      it("tries again later, and tells the operator when it gives up", async () => {
        const id = await ensureOne()
        for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
          await service.claimDue({ limit: 1, now: daysFromNow(2 * attempt) })
          await service.markFailed(id, new Error("connect ECONNREFUSED"))
          expect(await service.retrieveNotice(id)).toMatchObject({
            status: "pending",
            attempts: attempt,
            last_error: "connect ECONNREFUSED",
          })
        }
        await service.claimDue({ limit: 1, now: daysFromNow(40) })
        await service.markFailed(id, new Error("still down"))
        expect(await service.retrieveNotice(id)).toMatchObject({
          status: "failed",
          attempts: MAX_ATTEMPTS,
          last_error: "still down",
          next_attempt_at: null,
        })
        expect(await service.claimDue({ limit: 1, now: daysFromNow(400) })).toEqual([])
      })

      it("does not let a late failure undo a mail that was sent, or the attempt of the next sender", async () => {
        const [sent, retaken] = await ensure(aNotice("a"), aNotice("b"))
        const [claimed] = await service.claimDue({ limit: 2 })
        await service.claimDue({ limit: 2, now: minutesFromNow(3) })
        await service.markSent(sent!)
        await service.markFailed(sent!, "timed out", claimed)
        await service.markFailed(retaken!, "timed out", claimed)
        expect(await service.retrieveNotice(sent!)).toMatchObject({ status: "sent", last_error: null })
        expect(await service.retrieveNotice(retaken!)).toMatchObject({ status: "sending", attempts: 2 })
      })

      it("stores no key that a mail server quoted", async () => {
        const id = await ensureOne()
        await service.claimDue({ limit: 1 })
        await service.markFailed(id, new Error("550 NIMBUS-AAAAA-BBBBB-CCCCC-DDDDD-EEEEE looks like spam"))
        expect((await service.retrieveNotice(id)).last_error).toBe("550 [license key] looks like spam")
      })
    })

    describe("cancel and retry", () => {
      it("cancels with a reason", async () => {
        const id = await ensureOne()
        await service.claimDue({ limit: 1 })
        await service.cancel({ id, attempts: 1 }, "every license was revoked")
        expect(await service.retrieveNotice(id)).toMatchObject({
          status: "canceled",
          canceled_reason: "every license was revoked",
        })
      })

      it("puts failed and canceled mails back in the queue with a fresh count", async () => {
        const id = await ensureOne()
        await service.claimDue({ limit: 1 })
        await service.markFailed(id, "down")
        const again = { status: "pending", attempts: 0, last_error: null, canceled_reason: null }
        expect(await service.retry(id)).toMatchObject(again)
        const [claimed] = await service.claimDue({ limit: 1 })
        await service.cancel(claimed!, "not now")
        expect(await service.retry(id)).toMatchObject(again)
        expect(await service.claimDue({ limit: 1 })).toHaveLength(1)
      })

      it("does not wait for the back-off when asked to retry", async () => {
        const id = await ensureOne()
        await service.claimDue({ limit: 1 })
        await service.markFailed(id, "down")
        expect(await service.claimDue({ limit: 1 })).toEqual([])
        await service.retry(id)
        expect(await service.claimDue({ limit: 1 })).toHaveLength(1)
      })

      it("refuses to send twice, to call back what was sent, and to touch a mail in flight", async () => {
        const [sent, flying] = await ensure(aNotice("a"), aNotice("b"))
        await service.claimDue({ limit: 2 })
        await service.markSent(sent!)
        const refusal = { type: "not_allowed" }
        await expect(service.retry(sent!)).rejects.toMatchObject(refusal)
        for (const stale of [
          { id: sent!, attempts: 1 },
          { id: flying!, attempts: 7 },
        ]) {
          await service.cancel(stale, "x")
        }
        expect((await service.listNotices({ status: "canceled" })).length).toBe(0)
        await expect(service.retry(flying!)).rejects.toMatchObject(refusal)
        await expect(service.retry("lcnot_none")).rejects.toMatchObject({ type: "not_found" })
      })
    })

    it("knows the store that mails speak for, and gives away no secret", async () => {
      expect(await service.mailSettings()).toEqual({
        store_name: "Nimbus",
        support_email: "help@example.com",
        store_url: expect.any(String),
        help_url: null,
      })
    })
  },
})

import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { tombstoneOf } from "../../../lib/tombstone"
import { NOTICES_MODULE } from ".."
import { Notice } from "../models"
import type NoticesModuleService from "../service"
import type { EnsureNoticeInput } from "../types"
import { aNotice, minutesFromNow } from "./fixtures"

jest.setTimeout(60_000)

moduleIntegrationTestRunner<NoticesModuleService>({
  moduleName: NOTICES_MODULE,
  moduleModels: [Notice],
  resolve: `${__dirname}/..`,
  testSuite: ({ service }) => {
    const ensure = async (...inputs: EnsureNoticeInput[]) => (await service.ensureNotices(inputs)).map(({ id }) => id)
    const ensureOne = async () => (await ensure(aNotice("p:1")))[0]!

    describe("what was mailed", () => {
      const claimOne = async (minutes = 0) =>
        (await service.claimDue({ limit: 1, ...(minutes && { now: minutesFromNow(minutes) }) }))[0]!

      it("is what the mail named, to the address it went to", async () => {
        const id = await ensureOne()
        expect(await service.handOver(await claimOne(), { to: "eve@example.com", license_ids: ["lic_2"] })).toBe(true)
        await service.markSent(id)
        expect(await service.retrieveNotice(id)).toMatchObject({
          to: "eve@example.com",
          license_ids: ["lic_2"],
          mailed_license_ids: ["lic_2"],
        })
        expect(await service.keyMailsOf("order_1")).toEqual([
          {
            id,
            purpose_key: "p:1",
            status: "sent",
            license_ids: ["lic_2"],
            mailed_license_ids: ["lic_2"],
            sent_at: expect.any(Date),
          },
        ])
      })

      it("is nothing when the server refused the mail", async () => {
        const id = await ensureOne()
        const claimed = await claimOne()
        await service.handOver(claimed, { to: "ada@example.com", license_ids: ["lic_1"] })
        await service.markFailed(id, "answer: (answer 550) no", claimed)
        expect(await service.retrieveNotice(id)).toMatchObject({
          status: "pending",
          license_ids: ["lic_1", "lic_2"],
          mailed_license_ids: null,
        })
      })

      it("keeps what a sender that died may have mailed, whatever becomes of the next attempt", async () => {
        const mail = (...license_ids: string[]) => ({ to: "ada@example.com", license_ids })
        const [refused, canceled, sent] = await ensure(aNotice("a"), aNotice("b"), aNotice("c"))
        for (const dead of await service.claimDue({ limit: 3 })) {
          await service.handOver(dead, mail("lic_1"))
        }
        for (const claimed of await service.claimDue({ limit: 3, now: minutesFromNow(3) })) {
          await service.handOver(claimed, mail("lic_2"))
          if (claimed.id === refused) {
            await service.markFailed(claimed.id, "answer: (answer 550) no", claimed)
          }
        }
        await service.cancel({ id: canceled!, attempts: 2 }, "no longer owed")
        await service.markSent(sent!)
        const mailed = async (id?: string) => (await service.retrieveNotice(id!)).mailed_license_ids!.sort()
        expect(await mailed(refused)).toEqual(["lic_1"])
        expect(await mailed(canceled)).toEqual(["lic_1", "lic_2"])
        expect(await mailed(sent)).toEqual(["lic_1", "lic_2"])
      })

      it("is not up to a sender whose claim was taken over", async () => {
        await ensureOne()
        const late = await claimOne()
        await claimOne(3)
        expect(await service.handOver(late, { to: "ada@example.com", license_ids: ["lic_1"] })).toBe(false)
      })

      it("is nothing when its reader was erased since, whose address does not come back", async () => {
        const tombstone = tombstoneOf("0".repeat(64))
        const [id, other] = await ensure({ ...aNotice("a"), to: "Ada@example.com" }, aNotice("b"))
        const claimed = await service.claimDue({ limit: 2 })
        expect(await service.persons.erase("ada@example.com", tombstone)).toBeGreaterThan(0)
        await service.updateNotices({ id: other!, to: tombstone, status: "sending" })
        for (const sender of claimed) {
          expect(await service.handOver(sender, { to: "ada@example.com", license_ids: [] })).toBe(false)
        }
        expect(await service.retrieveNotice(id!)).toMatchObject({
          to: tombstone,
          status: "canceled",
          claimed_until: null,
        })
        expect(await service.retrieveNotice(other!)).toMatchObject({ to: tombstone })
      })

      it("is told of deleted notices, and not of other kinds or orders", async () => {
        const [id] = await ensure(
          aNotice("a"),
          aNotice("b", { kind: "license_revoked" }),
          aNotice("c", { order_id: "order_2" })
        )
        await service.softDeleteNotices([id!])
        expect((await service.keyMailsOf("order_1")).map((mail) => mail.id)).toEqual([id])
      })
    })

    it("puts a mail that has to wait back for a moment, and does not count the attempt", async () => {
      const id = await ensureOne()
      const [claimed] = await service.claimDue({ limit: 1 })
      await service.postpone(claimed!)
      expect(await service.retrieveNotice(id)).toMatchObject({ status: "pending", attempts: 0, claimed_until: null })
      expect(await service.claimDue({ limit: 1 })).toEqual([])
      const [again] = await service.claimDue({ limit: 1, now: minutesFromNow(0.5) })
      expect(again).toMatchObject({ id, attempts: 1 })
    })
  },
})

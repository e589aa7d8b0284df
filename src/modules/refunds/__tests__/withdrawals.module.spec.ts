import { tombstoneOf } from "../../../lib/tombstone"
import { WAIVER_TEXTS } from "../rules/eu/waiver-texts"
import { withRefunds } from "./with-refunds"

jest.setTimeout(120_000)

const HOUR = 3_600_000
const DAY = 24 * HOUR

const STATED = {
  order_number: "1042",
  name: "Ada Lovelace",
  email: "ada@example.com",
  statement: "I withdraw.",
  locale: "en",
  ip: "192.0.2.1",
  user_agent: "a browser",
}

const CONSENT = { cart_id: "cart_1", version: "1", locale: "en", texts: WAIVER_TEXTS.en, country_code: "de" }

withRefunds(({ service }) => {
  describe("withdrawals", () => {
    it("are made once, at one time, whoever confirms at once", async () => {
      const { withdrawals } = service
      const { token } = await withdrawals.declare(STATED, new Date())
      const confirmed = await Promise.all(
        Array.from({ length: 8 }, (_, index) => withdrawals.confirm(token, new Date(Date.now() + index)))
      )
      expect(confirmed.filter((answer) => answer.ok && answer.created)).toHaveLength(1)
      const times = confirmed.map((answer) => answer.ok && answer.withdrawal.made_at.getTime())
      expect(new Set(times).size).toBe(1)
      expect(await service.listWithdrawals({})).toHaveLength(1)
    })

    it("keep no token, and know none after an hour, unless it made one before", async () => {
      const { withdrawals } = service
      const now = new Date()
      const [first, second] = [await withdrawals.declare(STATED, now), await withdrawals.declare(STATED, now)]
      expect(JSON.stringify(await service.listWithdrawals({}))).not.toContain(first.token)
      expect((await withdrawals.confirm(first.token, now)).ok).toBe(true)
      const later = new Date(now.getTime() + HOUR)
      expect(await withdrawals.confirm(second.token, later)).toEqual({ ok: false, reason: "expired" })
      expect((await withdrawals.confirm(first.token, later)).ok).toBe(true)
      expect(await withdrawals.confirm(`lcw_${"a".repeat(43)}`, now)).toEqual({ ok: false, reason: "unknown" })
    })

    it("are owed until they are acknowledged and an operator has a ticket", async () => {
      const { withdrawals } = service
      const { token } = await withdrawals.declare(STATED, new Date())
      expect(await withdrawals.owed(10, "", new Date())).toEqual([])
      const confirmed = await withdrawals.confirm(token, new Date())
      const id = confirmed.ok ? confirmed.withdrawal.id : ""
      await withdrawals.acknowledge(id, new Date())
      expect((await withdrawals.owed(10, "", new Date())).map((owed) => owed.id)).toEqual([id])
      await withdrawals.bindToTicket(id, "lctkt_1")
      await withdrawals.acknowledge(id, new Date())
      expect(await withdrawals.owed(10, "", new Date())).toEqual([])
    })

    it("are answered once", async () => {
      const { withdrawals } = service
      const { token } = await withdrawals.declare(STATED, new Date())
      const confirmed = await withdrawals.confirm(token, new Date())
      const id = confirmed.ok ? confirmed.withdrawal.id : ""
      await withdrawals.bindToOrder(id, "order_1")
      expect(await withdrawals.declaredAt("order_1")).toEqual(expect.any(Date))
      expect(await Promise.all([1, 2].map(() => withdrawals.decide(id, "refused", "late")))).toEqual(
        expect.arrayContaining([true, false])
      )
      await expect(withdrawals.decide(id, "accepted", null)).rejects.toMatchObject({
        message: "The withdrawal was refused before.",
      })
      await expect(withdrawals.decide("nothing", "accepted", null)).rejects.toMatchObject({ type: "not_found" })
      expect(await withdrawals.declaredAt("order_1")).toBeNull()
    })

    it("leave nothing of what was only declared, and no address of the network after 90 days", async () => {
      const { withdrawals } = service
      const made = await withdrawals.declare(STATED, new Date())
      await withdrawals.confirm(made.token, new Date())
      await withdrawals.declare({ ...STATED, name: "Somebody" }, new Date())
      await withdrawals.forget(new Date(Date.now() + 2 * HOUR))
      expect(await service.listWithdrawals({})).toHaveLength(2)
      await withdrawals.forget(new Date(Date.now() + 91 * DAY))
      const rest = await service.listWithdrawals({}, { withDeleted: true, order: { status: "ASC" } })
      expect(rest).toMatchObject([
        { status: "declared", name: "", email: "", statement: "", order_display_id: "", ip: null },
        { status: "made", name: "Ada Lovelace", ip: null, user_agent: null },
      ])
    })
  })

  describe("of who wants to be forgotten", () => {
    const TOMBSTONE = tombstoneOf("0".repeat(64))

    it("are open until the store answers", async () => {
      const { persons, withdrawals } = service
      const { token } = await withdrawals.declare(STATED, new Date())
      expect(await persons.isOpen(STATED.email, [])).toBe(false)
      const made = await withdrawals.confirm(token, new Date())
      const id = made.ok ? made.withdrawal.id : ""
      await withdrawals.bindToOrder(id, "order_1")
      expect(await persons.isOpen(STATED.email, [])).toBe(true)
      expect(await persons.isOpen("other@example.com", ["order_1"])).toBe(true)
      expect(await persons.isOpen("other@example.com", ["order_2"])).toBe(false)
      await withdrawals.decide(id, "accepted", null)
      expect(await persons.isOpen(STATED.email, ["order_1"])).toBe(false)
    })

    it("are made no more, nor acknowledged, nor tell what was typed", async () => {
      const { persons, withdrawals } = service
      const [made, declared] = [
        await withdrawals.declare({ ...STATED, order_number: "Ada's order" }, new Date()),
        await withdrawals.declare(STATED, new Date()),
      ]
      await withdrawals.confirm(made.token, new Date())
      expect(await persons.erase(STATED.email, TOMBSTONE)).toBe(2)
      expect(await withdrawals.confirm(declared.token, new Date())).toEqual({ ok: false, reason: "unknown" })
      expect(await withdrawals.owed(10, "", new Date())).toEqual([])
      expect(await service.listWithdrawals({}, { withDeleted: true, order: { status: "ASC" } })).toMatchObject([
        { status: "declared", order_display_id: "", deleted_at: expect.any(Date) },
        { status: "made", order_display_id: "", email: TOMBSTONE, name: "", statement: "", deleted_at: null },
      ])
    })
  })

  describe("consents", () => {
    it("are one for a cart, however often and whoever gives them at once", async () => {
      const given = await Promise.all(Array.from({ length: 8 }, () => service.waivers.give(CONSENT)))
      expect(new Set(given.map(({ id }) => id)).size).toBe(1)
      expect(await service.listConsentWaivers({})).toHaveLength(1)
    })

    it("give way to other words, but for those of an order", async () => {
      const first = await service.waivers.give(CONSENT)
      const german = await service.waivers.give({ ...CONSENT, locale: "de", texts: WAIVER_TEXTS.de })
      expect(german.id).not.toBe(first.id)
      await service.waivers.bindToOrder("cart_1", { order_id: "order_1", email: "ada@example.com" })
      expect((await service.waivers.give(CONSENT)).id).toBe(german.id)
      expect(await service.waivers.takeBack("cart_1")).toBe(false)
      expect(await service.waivers.ofOrder("order_1")).toMatchObject({ id: german.id, text_lose: WAIVER_TEXTS.de.lose })
      expect(await service.listConsentWaivers({})).toHaveLength(2)
    })

    it("are confirmed by the first mail that left, and lose their trace after 90 days", async () => {
      const { id } = await service.waivers.give(CONSENT)
      await service.waivers.trace(id, "192.0.2.1", "a browser")
      await service.waivers.bindToOrder("cart_1", { order_id: "order_1", email: "ada@example.com" })
      await service.waivers.trace(id, "192.0.2.2", "another")
      expect((await service.waivers.unconfirmed(10)).map((open) => open.id)).toEqual([id])
      const at = new Date("2026-11-01T10:00:00Z")
      await service.waivers.confirm(id, at)
      await service.waivers.confirm(id, new Date())
      expect(await service.waivers.unconfirmed(10)).toEqual([])
      expect(await service.listConsentWaivers({})).toMatchObject([{ confirmed_at: at, ip: "192.0.2.1" }])
      expect(await service.waivers.forgetTraces(new Date(Date.now() + 91 * DAY))).toBe(1)
      expect(await service.listConsentWaivers({})).toMatchObject([{ ip: null, user_agent: null }])
    })
  })
})

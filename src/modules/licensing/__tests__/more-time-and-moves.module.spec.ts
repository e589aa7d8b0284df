import { aLicense, OPERATOR } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

const DAY = 86_400_000
const days = (n: number) => new Date(Date.now() + n * DAY)

withLicensing(({ service }) => {
  describe("an extended license", () => {
    const endTerm = async (license_id: string, ends_at: Date | null, updates_until: Date | null = null) => {
      const [term] = await service.listLicenseTerms({ license_id })
      await service.updateLicenseTerms({ id: term!.id, starts_at: days(-900), ends_at, updates_until })
    }
    const extend = (id: string, by = "P30D", reason: string | null = null) =>
      service.extendLicense({ id, by, actor: OPERATOR, reason })

    it("is valid again for running software at its next validation, and its new end is in the lease", async () => {
      const { id, key, product, order } = await aLicense(service, { term: "P1Y", grace: "P0D" })
      await service.activate({ key, product, fingerprint: "a" })
      await endTerm(id, days(-40))
      expect((await service.validate({ key, product, fingerprint: "a" })).code).toBe("EXPIRED")
      const extended = await extend(id, "P30D", "was ill for a month")
      const verdict = await service.validate({ key, product, fingerprint: "a" })
      const expires_at = extended.expires_at!.toISOString()
      expect(verdict).toMatchObject({ code: "VALID", license: { expires_at, updates_until: expires_at } })
      expect(Math.abs(extended.expires_at!.getTime() - days(30).getTime())).toBeLessThan(60_000)
      const claims = JSON.parse(Buffer.from(verdict.lease!.split(".")[1]!, "base64url").toString())
      expect(claims.lic_exp).toBe(Math.floor(extended.expires_at!.getTime() / 1000))

      const [event] = await service.listLicenseEvents({ license_id: id, name: "license.extended" })
      expect(event).toMatchObject({
        actor_type: "operator",
        actor_id: "user_1",
        order_id: order.id,
        reason: "was ill for a month",
        data: { by: "P30D", expires_at, updates_until: expires_at, term_id: extended.term_id },
      })
      const [term] = await service.listLicenseTerms({ id: extended.term_id })
      // No unit of an order paid for it.
      expect(term).toMatchObject({ kind: "extension", license_id: id, order_id: null, line_item_id: null })
    })

    it("keeps its own end of updates, and one without an end gets only updates", async () => {
      const timed = await aLicense(service, { term: "P1Y", updates_term: "P1M" })
      const [end, updates] = [days(100), days(10)]
      await endTerm(timed.id, end, updates)
      expect(await extend(timed.id)).toMatchObject({
        expires_at: new Date(end.getTime() + 30 * DAY),
        updates_until: new Date(updates.getTime() + 30 * DAY),
      })
      const perpetual = await aLicense(service, { term: null, updates_term: "P1Y" })
      await endTerm(perpetual.id, null, days(-3))
      const { updates_until } = await extend(perpetual.id)
      expect(updates_until.getTime()).toBeGreaterThan(days(29).getTime())
      expect(await service.retrieveLicenseSummary(perpetual.id)).toMatchObject({ expires_at: null, updates_until })
    })

    it("is refused where nothing ends, when it is revoked, and when nobody knows it", async () => {
      const { id } = await aLicense(service, { term: null, updates_term: null })
      await expect(extend(id)).rejects.toMatchObject({
        type: "not_allowed",
        message: "This license and its updates never end: there is nothing to extend",
      })
      const revoked = await aLicense(service, { term: "P1Y" })
      await service.changeLicenseStatus({ id: revoked.id, action: "revoke", because: "operator", actor: OPERATOR })
      await expect(extend(revoked.id)).rejects.toMatchObject({
        type: "not_allowed",
        message: "A revoked license cannot be extended. Reinstate it first",
      })
      await expect(extend("lic_none")).rejects.toMatchObject({ type: "not_found" })
      for (const license_id of [id, revoked.id]) {
        expect(await service.listLicenseTerms({ license_id })).toHaveLength(1)
        expect(await service.listLicenseEvents({ license_id, name: "license.extended" })).toEqual([])
      }
    })

    it("gets every one of several extensions that are made at the same time", async () => {
      const { id } = await aLicense(service, { term: "P1Y" })
      const { expires_at } = await service.retrieveLicenseSummary(id)
      await Promise.all(Array.from({ length: 10 }, () => extend(id, "P1D")))
      const after = await service.retrieveLicenseSummary(id)
      expect(after.expires_at).toEqual(new Date(expires_at!.getTime() + 10 * DAY))
    })
  })

  describe("an operator's leave to move once more", () => {
    const aMovedLicense = async (limit: number | null, moves: number) => {
      const license = await aLicense(service, { seats: 1, rebind_limit: limit })
      const { key, product } = license
      await service.activate({ key, product, fingerprint: "mac-0" })
      const move = async (n: number) =>
        (await service.rebind({ key, product, from: `mac-${n - 1}`, fingerprint: `mac-${n}` })).body
      for (let n = 1; n <= moves; n++) {
        expect((await move(n)).code).toBe("VALID")
      }
      return { ...license, move }
    }
    const allow = (id: string, reason: string | null = null) => service.allowRebind({ id, actor: OPERATOR, reason })

    it("is good for exactly one move, however often it was given", async () => {
      const { id, move } = await aMovedLicense(2, 2)
      const refused = await move(3)
      expect(refused).toMatchObject({ code: "REBIND_LIMIT_REACHED", rebinds: { limit: 2, used: 2 } })
      const { next_at, ...full } = await service.retrieveRebinds(id)
      expect(full).toEqual({ limit: 2, used: 2, window: "P30D" })
      expect(next_at!.toISOString()).toBe(refused.rebinds!.next_at)

      expect(await allow(id, "two repairs in a month")).toBe(true)
      expect(await allow(id, "said twice")).toBe(false)
      expect(await service.retrieveRebinds(id)).toEqual({ limit: 2, used: 1, window: "P30D", next_at: null })
      expect((await move(3)).code).toBe("VALID")
      expect((await move(4)).code).toBe("REBIND_LIMIT_REACHED")

      const forgiven = await service.listLicenseRebinds({ license_id: id, forgiven_at: { $ne: null } })
      const events = await service.listLicenseEvents({ license_id: id, name: "license.rebind_allowed" })
      expect(events).toMatchObject([
        {
          actor_type: "operator",
          actor_id: "user_1",
          reason: "two repairs in a month",
          data: { rebind_ids: forgiven.map((row) => row.id) },
        },
      ])
      expect(forgiven).toHaveLength(1)
    })

    it("forgives the oldest moves, and as many as are too many since the plan allows fewer", async () => {
      const { id, move } = await aMovedLicense(4, 4)
      await service.updateLicenses({ id, rebind_limit: 2 })
      expect(await allow(id)).toBe(true)
      const kept = await service.listLicenseRebinds({ license_id: id, forgiven_at: null })
      const all = await service.listLicenseRebinds({ license_id: id }, { order: { rebound_at: "ASC", id: "ASC" } })
      expect(kept.map((row) => row.id)).toEqual([all[3]!.id])
      expect((await move(5)).code).toBe("VALID")
      expect((await move(6)).code).toBe("REBIND_LIMIT_REACHED")
    })

    it("changes nothing while a move is left, and for a license that may be moved without limit", async () => {
      for (const limit of [2, null]) {
        const { id } = await aMovedLicense(limit, 1)
        expect(await allow(id)).toBe(false)
        expect(await service.listLicenseRebinds({ license_id: id, forgiven_at: null })).toHaveLength(1)
        expect(await service.listLicenseEvents({ license_id: id, name: "license.rebind_allowed" })).toEqual([])
      }
    })

    it("does not take a lost answer from the device that asks again", async () => {
      const { id, key, product } = await aMovedLicense(1, 1)
      await allow(id)
      const again = await service.rebind({ key, product, from: "mac-0", fingerprint: "mac-1" })
      expect(again).toMatchObject({ body: { code: "VALID" }, changed: null })
    })

    it("is refused for a license that may never be moved, and for one that nobody knows", async () => {
      const { id } = await aMovedLicense(0, 0)
      await expect(allow(id)).rejects.toMatchObject({
        type: "not_allowed",
        message: "This license allows no moves to another device. Free the old device's seat instead",
      })
      await expect(allow("lic_none")).rejects.toMatchObject({ type: "not_found" })
    })

    it("is one move when two operators give it at the same time", async () => {
      const { id, move } = await aMovedLicense(3, 3)
      const given = await Promise.all([allow(id), allow(id), allow(id)])
      expect(given.filter(Boolean)).toHaveLength(1)
      expect((await move(4)).code).toBe("VALID")
      expect((await move(5)).code).toBe("REBIND_LIMIT_REACHED")
    })
  })
})

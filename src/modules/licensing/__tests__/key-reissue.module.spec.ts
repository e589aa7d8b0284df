import { aLicense, OPERATOR } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

withLicensing(({ service }) => {
  describe("a replaced key", () => {
    const reissue = (id: string, reason: string | null = null) => service.reissueKey({ id, actor: OPERATOR, reason })
    const keyOf = async (id: string) => (await service.listLicensesForDelivery([id]))[0]!.key

    it("is unknown to every call, and the device keeps its seat under the new one", async () => {
      const { id, key, product, order } = await aLicense(service, { seats: 1, term: "P1Y" })
      const first = (await service.activate({ key, product, fingerprint: "mac" })).body
      const before = await service.retrieveLicenseSummary(id)
      expect(await reissue(id, "posted in a forum")).toEqual({ order_id: order.id })

      const old = { key, product, fingerprint: "mac" }
      expect((await service.validate(old)).code).toBe("NOT_FOUND")
      expect((await service.activate(old)).body.code).toBe("NOT_FOUND")
      expect((await service.rebind({ ...old, from: "mac" })).body.code).toBe("NOT_FOUND")
      expect((await service.deactivate(old)).body.code).toBe("NOT_FOUND")

      const fresh = await keyOf(id)
      expect(fresh).toMatch(/^NIMBUS-/)
      expect(fresh).not.toBe(key)
      expect(await service.revealKey(id, OPERATOR, null)).toBe(fresh)
      const again = await service.activate({ key: fresh, product, fingerprint: "mac" })
      expect(again).toMatchObject({
        created: false,
        body: { code: "VALID", activation: { id: first.activation!.id } },
      })
      const { masked_key, updated_at, ...same } = await service.retrieveLicenseSummary(id)
      expect(before).toMatchObject(same)
      expect(masked_key.slice(-5)).toBe(fresh.slice(-5))
      expect(updated_at.getTime()).toBeGreaterThan(before.updated_at.getTime())
    })

    it("is in the audit trail with who and why, and without any key", async () => {
      const { id, key, order } = await aLicense(service)
      await reissue(id, "posted in a forum")
      const [event, ...more] = await service.listLicenseEvents({ license_id: id, name: "license.key_reissued" })
      expect(more).toEqual([])
      expect(event).toMatchObject({
        actor_type: "operator",
        actor_id: "user_1",
        order_id: order.id,
        reason: "posted in a forum",
        data: null,
      })
      for (const secret of [key, await keyOf(id)]) {
        expect(JSON.stringify(event)).not.toContain(secret)
      }
    })

    it("owes a mail for each new key from the same moment, until it is settled", async () => {
      const [one, other] = [await aLicense(service), await aLicense(service)]
      await reissue(one.id)
      await reissue(one.id)
      await reissue(other.id)
      const owed = await service.listOwedReissueMails(one.id)
      expect(owed.map(({ license_id }) => license_id)).toEqual([one.id, one.id])
      expect(new Set(owed.map(({ unique }) => unique)).size).toBe(2)
      await service.settleReissueMail(owed[0]!)
      expect(await service.listOwedReissueMails(one.id)).toEqual([owed[1]])
      expect(await service.listOwedReissueMails()).toHaveLength(2)
      expect(await service.sweepMarks.failing()).toEqual([])
    })

    it("leaves exactly one working key when several operators replace it at the same time", async () => {
      const { id, key, product } = await aLicense(service, { seats: 1 })
      await service.activate({ key, product, fingerprint: "mac" })
      // Devices that wait for the lock meanwhile get a verdict, not an error.
      const asking = Array.from({ length: 10 }, () => service.activate({ key, product, fingerprint: "mac" }))
      const replaced = Array.from({ length: 10 }, () => reissue(id))
      const codes = (await Promise.all(asking)).map(({ body }) => body.code)
      await Promise.all(replaced)
      expect(codes.filter((code) => code !== "VALID" && code !== "NOT_FOUND")).toEqual([])
      expect((await service.validate({ key: await keyOf(id), product, fingerprint: "mac" })).code).toBe("VALID")
      expect((await service.validate({ key, product, fingerprint: "mac" })).code).toBe("NOT_FOUND")
      expect(await service.listLicenseEvents({ license_id: id, name: "license.key_reissued" })).toHaveLength(10)
      expect(await service.listLicenseActivations({ license_id: id })).toHaveLength(1)
    })

    it("is refused for a revoked license, and for one that nobody knows", async () => {
      const { id, key } = await aLicense(service)
      await service.changeLicenseStatus({ id, action: "revoke", because: "operator", actor: OPERATOR })
      await expect(reissue(id)).rejects.toMatchObject({
        type: "not_allowed",
        message: "A revoked license gets no new key. Reinstate it first",
      })
      await expect(reissue("lic_none")).rejects.toMatchObject({ type: "not_found" })
      expect(await keyOf(id)).toBe(key)
      expect(await service.listOwedReissueMails()).toEqual([])
      expect(await service.listLicenseEvents({ license_id: id, name: "license.key_reissued" })).toEqual([])
    })
  })
})

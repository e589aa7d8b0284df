import { MOST_A_DAY } from "../rules/rebind-request"
import type { MoveAnswer } from "../services/rebind-decisions"
import type { PlanFields } from "../rules/plan"
import { aLicense, OPERATOR } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

const DAY = 86_400_000

withLicensing(({ service }) => {
  /** A license whose seats are all taken, by `mac-0`, `mac-1` …. */
  const aFullLicense = async (fields: Partial<PlanFields> = {}) => {
    const license = await aLicense(service, { seats: 1, rebind_limit: 2, ...fields })
    const { id, key, product } = license
    const activate = async (fingerprint: string) => (await service.activate({ key, product, fingerprint })).body
    for (let n = 0; n < license.seats!; n++) {
      expect((await activate(`mac-${n}`)).code).toBe("VALID")
    }
    const devices = await service.listLicenseActivations({ license_id: id }, { order: { activated_at: "ASC" } })
    const ask = async (fingerprint: string, more: { key?: string; product?: string; name?: string } = {}) =>
      (await service.rebindRequests.ask({ key, product, fingerprint, ...more })).request?.id ?? null
    return { ...license, activate, ask, devices: devices.map((device) => device.id) }
  }
  const move = (id: string, from_activation_id: string | null) =>
    service.rebindRequests.move({ id, from_activation_id })
  const statusOf = async (id: string) => (await service.retrieveLicenseRebindRequest(id)).status
  const seen = (license_id: string, name: string) => service.listLicenseEvents({ license_id, name })

  describe("a device that asks for a seat", () => {
    it("gets that of the device that its owner lets go, as its own at its next activation", async () => {
      const { id, key, product, ask, activate, devices } = await aFullLicense()
      expect((await activate("new")).code).toBe("SEAT_LIMIT_REACHED")
      const request = (await ask("new", { name: "New Mac" }))!
      expect(await service.rebindRequests.listOwed()).toEqual([
        { id: request, license_id: id, email: "ada@example.com", locale: null },
      ])
      await service.rebindRequests.settleOwed(request)
      expect(await service.rebindRequests.listOwed()).toEqual([])

      const asked = (await service.rebindRequests.read(request))!
      expect(asked).toMatchObject({
        status: "asked",
        device_name: "New Mac",
        license: { id, state: "active", seats: { limit: 1, used: 1 }, product_title: "Nimbus Notes" },
        devices: [{ id: devices[0] }],
        rebinds: { limit: 2, used: 0, next_at: null },
      })
      expect(JSON.stringify(asked)).not.toContain(key)

      const moved = await move(request, devices[0]!)
      expect(moved).toMatchObject({ outcome: "moved", license_id: id })
      const own = await service.activate({ key, product, fingerprint: "new" })
      expect(own).toMatchObject({ created: false, body: { code: "VALID", activation: { id: moved.activation_id } } })
      expect(own.body.activation!.name).toBe("New Mac")
      expect((await service.validate({ key, product, fingerprint: "mac-0" })).code).toBe("NOT_ACTIVATED")
      expect(await service.retrieveRebinds(id)).toMatchObject({ used: 1 })
      expect(await seen(id, "license.rebound")).toMatchObject([
        { actor_type: "customer", activation_id: moved.activation_id, data: { from_activation_id: devices[0] } },
      ])
      expect(await service.rebindRequests.listOwedDecisions()).toEqual([])
    })

    it("asks once, however often and at the same time", async () => {
      const { id, ask } = await aFullLicense()
      const asked = await Promise.all(Array.from({ length: 8 }, () => ask("new")))
      expect(asked.filter(Boolean)).toHaveLength(1)
      expect(await service.listLicenseRebindRequests({ license_id: id })).toHaveLength(1)
      expect(await seen(id, "license.rebind_requested")).toHaveLength(1)
    })

    it("is one of a few in a day", async () => {
      const { id, ask } = await aFullLicense()
      for (let n = 0; n <= MOST_A_DAY; n++) {
        expect((await ask(`new-${n}`)) !== null).toBe(n < MOST_A_DAY)
      }
      await service.updateLicenseRebindRequests(
        (await service.listLicenseRebindRequests({ license_id: id })).map((row) => ({
          id: row.id,
          created_at: new Date(Date.now() - 2 * DAY),
        }))
      )
      expect(await ask("new-5")).not.toBeNull()
    })

    it("leaves nothing behind when there is nobody to ask, or nothing to ask for", async () => {
      const { id, key, ask, activate } = await aFullLicense({ seats: 2 })
      expect(await service.rebindRequests.ask({ key: "no key", product: "x", fingerprint: "new" })).toEqual({
        request: null,
        miss: true,
      })
      expect(await service.rebindRequests.ask({ key, product: "other", fingerprint: "new" })).toEqual({
        request: null,
        miss: true,
      })
      expect(await ask("mac-0")).toBeNull()
      for (const email of ["", service.persons.tombstone("ada@example.com")]) {
        await service.updateLicenses({ id, email })
        expect(await ask("new")).toBeNull()
      }
      await service.updateLicenses({ id, email: "ada@example.com", status: "revoked" })
      expect(await ask("new")).toBeNull()
      await service.updateLicenses({ id, status: "active", seats: 3 })
      expect(await ask("new")).toBeNull()
      expect((await activate("new")).code).toBe("VALID")
      expect(await service.listLicenseRebindRequests({ license_id: id })).toEqual([])
    })

    it("may ask again when nobody decided in time", async () => {
      const { ask, devices } = await aFullLicense()
      const first = (await ask("new"))!
      await service.updateLicenseRebindRequests({ id: first, expires_at: new Date(Date.now() - 1) })
      expect((await service.rebindRequests.read(first))!.status).toBe("expired")
      expect((await move(first, devices[0]!)).outcome).toBe("closed")
      const second = (await ask("new"))!
      expect(await statusOf(first)).toBe("expired")
      expect((await move(second, devices[0]!)).outcome).toBe("moved")
    })
  })

  describe("the owner's choice", () => {
    it("is one move when it is sent ten times at once", async () => {
      const { id, ask, devices } = await aFullLicense({ seats: 2 })
      const request = (await ask("new"))!
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => move(request, devices[n % 2]!)))
      const count = (outcome: MoveAnswer["outcome"]) => answers.filter((answer) => answer.outcome === outcome).length
      expect([count("moved"), count("closed")]).toEqual([1, 9])
      expect(await service.listLicenseRebinds({ license_id: id })).toHaveLength(1)
      expect((await service.retrieveLicenseSummary(id)).seats).toEqual({ limit: 2, used: 2 })
    })

    it("takes one seat a request when two devices ask for the same one", async () => {
      const { id, ask, devices } = await aFullLicense()
      const [one, two] = [(await ask("new-1"))!, (await ask("new-2"))!]
      const answers = await Promise.all([move(one, devices[0]!), move(two, devices[0]!)])
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["choose", "moved"])
      expect((await service.retrieveLicenseSummary(id)).seats).toEqual({ limit: 1, used: 1 })
    })

    it("needs nobody to give way when a seat was freed meanwhile, and costs no move then", async () => {
      const { id, key, product, ask, devices } = await aFullLicense({ rebind_limit: 0 })
      const request = (await ask("new"))!
      expect((await move(request, null)).outcome).toBe("choose")
      expect((await move(request, devices[0]!)).outcome).toBe("over_quota")
      await service.deactivate({ key, product, fingerprint: "mac-0" })
      expect((await move(request, devices[0]!)).outcome).toBe("allowed")
      expect((await service.activate({ key, product, fingerprint: "new" })).created).toBe(false)
      expect(await service.listLicenseRebinds({ license_id: id })).toEqual([])
      expect(await seen(id, "license.activated")).toHaveLength(2)
    })

    it("is done without it when the device has got a seat by itself", async () => {
      const { key, product, ask, activate, devices } = await aFullLicense()
      const request = (await ask("new"))!
      await service.deactivate({ key, product, fingerprint: "mac-0" })
      await activate("new")
      expect((await move(request, devices[0]!)).outcome).toBe("held")
      expect(await statusOf(request)).toBe("done")
    })

    it("changes nothing while the license is suspended, and everything when it is valid again", async () => {
      const { id, ask, devices } = await aFullLicense()
      const request = (await ask("new"))!
      await service.changeLicenseStatus({ id, action: "suspend", because: "operator", actor: OPERATOR })
      expect((await move(request, devices[0]!)).outcome).toBe("invalid")
      await service.changeLicenseStatus({ id, action: "reinstate", because: "operator", actor: OPERATOR })
      expect((await move(request, devices[0]!)).outcome).toBe("moved")
    })

    it("does not reach a device of another license", async () => {
      const [mine, other] = [await aFullLicense(), await aFullLicense()]
      const request = (await mine.ask("new"))!
      expect((await move(request, other.devices[0]!)).outcome).toBe("choose")
      expect((await service.retrieveLicenseActivation(other.devices[0]!)).deactivated_at).toBeNull()
    })

    it("may be no", async () => {
      const { id, ask, devices } = await aFullLicense()
      const request = (await ask("new"))!
      expect((await service.rebindRequests.decline(request)).outcome).toBe("declined")
      expect((await move(request, devices[0]!)).outcome).toBe("closed")
      expect((await service.rebindRequests.decline(request)).outcome).toBe("closed")
      expect(await seen(id, "license.rebind_declined")).toMatchObject([{ actor_type: "customer" }])
      await expect(move("lcrrq_none", null)).rejects.toMatchObject({ type: "not_found" })
    })
  })

  describe("a move beyond the quota", () => {
    const anEscalated = async () => {
      const license = await aFullLicense({ rebind_limit: 0 })
      const request = (await license.ask("new"))!
      const asked = await service.rebindRequests.escalate({
        id: request,
        from_activation_id: license.devices[0]!,
        reason: "The old one fell into the sea",
      })
      expect(asked.outcome).toBe("escalated")
      return { ...license, request }
    }
    const decide = (id: string, approve: boolean, reason: string | null = null) =>
      service.rebindRequests.decide({ id, approve, actor: OPERATOR, reason })

    it("is the store's to allow, and counts towards no quota then", async () => {
      const { id, request, key, product, devices } = await anEscalated()
      expect((await move(request, devices[0]!)).outcome).toBe("closed")
      const answers = await Promise.allSettled([decide(request, true, "of course"), decide(request, true)])
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
      expect((await service.activate({ key, product, fingerprint: "new" })).created).toBe(false)
      expect(await service.listLicenseRebinds({ license_id: id, forgiven_at: { $ne: null } })).toHaveLength(1)
      expect(await seen(id, "license.rebound")).toMatchObject([{ actor_type: "operator", actor_id: "user_1" }])
      expect(await service.rebindRequests.listOwedDecisions()).toMatchObject([{ id: request }])
      await service.rebindRequests.settleOwedDecision(request)
      expect(await service.rebindRequests.listOwedDecisions()).toEqual([])
    })

    it("is the store's to refuse, with a word to the owner", async () => {
      const { request } = await anEscalated()
      expect((await decide(request, false, "Three moves this week")).outcome).toBe("declined")
      expect(await service.rebindRequests.read(request)).toMatchObject({
        status: "declined",
        decision_reason: "Three moves this week",
      })
      expect(await service.rebindRequests.listOwedDecisions()).toMatchObject([{ id: request }])
      await expect(decide(request, true)).rejects.toMatchObject({ type: "not_allowed" })
    })

    it("waits for the store without an end, and is the owner's to take back", async () => {
      const { request } = await anEscalated()
      await service.updateLicenseRebindRequests({ id: request, expires_at: new Date(Date.now() - DAY) })
      expect((await service.rebindRequests.read(request))!.status).toBe("escalated")
      expect((await service.rebindRequests.decline(request)).outcome).toBe("declined")
      expect(await service.rebindRequests.listOwedDecisions()).toEqual([])
    })

    it("cannot be allowed when nobody can give way", async () => {
      const { request, key, product, activate } = await anEscalated()
      await service.deactivate({ key, product, fingerprint: "mac-0" })
      await activate("somebody else")
      await expect(decide(request, true)).rejects.toMatchObject({ type: "not_allowed" })
      expect(await statusOf(request)).toBe("escalated")
    })

    it("is not asked for while a move is left, nor decided by the store before the owner asks", async () => {
      const { ask, devices } = await aFullLicense()
      const request = (await ask("new"))!
      const escalated = await service.rebindRequests.escalate({
        id: request,
        from_activation_id: devices[0]!,
        reason: null,
      })
      expect(escalated.outcome).toBe("choose")
      await expect(decide(request, true)).rejects.toMatchObject({ type: "not_allowed" })
    })
  })
})

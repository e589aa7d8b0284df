import { randomBytes } from "node:crypto"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import fc from "fast-check"
import { seeded } from "../../../lib/__tests__/seeded"
import { coverage } from "../rules/terms"
import LicensingModuleService from "../service"
import { aLicense, anOrder, aPlan, MODULE_OPTIONS, OPERATOR, SYSTEM } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(120_000)

withLicensing(({ service, MikroOrmWrapper }) => {
  const sql = async <Row>(text: string, values: unknown[] = []) =>
    (await MikroOrmWrapper.forkManager().execute(text, values)) as Row[]

  // MikroORM's own pool reads timestamps as text; the module is given Medusa's.
  let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
  beforeEach(() => {
    pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
  })
  afterEach(() => pool.destroy())

  /** The same module in another process, with other options. */
  const otherProcess = (options: object) =>
    new LicensingModuleService(
      {
        __pg_connection__: pool,
        logger: { warn: () => undefined },
        baseRepository: {},
      } as never,
      { ...MODULE_OPTIONS, ...options }
    )

  describe("what a database knows of a key", () => {
    it("is its hash, its ciphertext and its mask", async () => {
      const { key, id } = await aLicense(service)
      const [row] = await sql<Record<string, string>>("SELECT * FROM license_center_license WHERE id = ?", [id])
      const text = JSON.stringify(row)
      expect(text).not.toContain(key)
      expect(text).not.toContain(key.replaceAll("-", ""))
      expect(row!.masked_key).toBe(`NIMBUS-•••••-•••••-•••••-•••••-${key.slice(-5)}`)
      expect(row!.key_hash).toMatch(/^[0-9a-f]{64}$/)
    })

    it("is shown to an operator only after the trail says who asked and why", async () => {
      const { key, id } = await aLicense(service)
      expect(await service.revealKey(id, OPERATOR, "customer on the phone")).toBe(key)
      const [event] = await service.listLicenseEvents({ license_id: id, name: "license.revealed" })
      expect(event).toMatchObject({ actor_type: "operator", actor_id: "user_1", reason: "customer on the phone" })
      await expect(service.revealKey("lic_none", OPERATOR, "why")).rejects.toThrow(/was not found/)
    })
  })

  describe("the audit trail", () => {
    it("cannot be changed or emptied, not even by SQL", async () => {
      const { id } = await aLicense(service)
      await expect(sql("UPDATE license_center_event SET reason = 'x' WHERE license_id = ?", [id])).rejects.toThrow(
        /append-only/
      )
      await expect(sql("DELETE FROM license_center_event")).rejects.toThrow(/append-only/)
    })

    it("tells the life of a license in order", async () => {
      const license = await aLicense(service)
      const { key, product, id } = license
      await service.activate({ key, product, fingerprint: "a" })
      await service.rebind({ key, product, from: "a", fingerprint: "b" })
      await service.deactivate({ key, product, fingerprint: "b" })
      await service.deactivate({ key, product, fingerprint: "b" })
      await service.changeLicenseStatus({ id, action: "suspend", because: "operator", actor: OPERATOR, reason: "r" })
      const events = await service.listLicenseEvents({ license_id: id }, { order: { created_at: "ASC", id: "ASC" } })
      expect(events.map((event) => event.name)).toEqual([
        "license.issued",
        "license.activated",
        "license.rebound",
        "license.deactivated",
        "license.suspended",
      ])
    })
  })

  describe("an operator's reinstatement", () => {
    it("is never undone by reconciliation, not even after the license was suspended in between", async () => {
      const { id, order } = await aLicense(service)
      const canceled = { ...order, status: "canceled" }
      const act = (action: "suspend" | "reinstate" | "revoke") =>
        service.changeLicenseStatus({ id, action, because: "operator", actor: OPERATOR, reason: "r" })
      expect((await service.reconcileOrder(canceled, SYSTEM)).revoked).toEqual([id])
      await act("reinstate")
      expect((await service.reconcileOrder(canceled, SYSTEM)).revoked).toEqual([])
      await act("suspend")
      await act("reinstate")
      expect((await service.reconcileOrder(canceled, SYSTEM)).revoked).toEqual([])
      expect((await service.retrieveLicenseSummary(id)).status).toBe("active")
      await act("revoke")
      expect((await service.retrieveLicenseSummary(id)).status_reason).toBe("operator")
    })
  })

  describe("units and codes", () => {
    it("stay taken by soft-deleted rows", async () => {
      const { order, plan, id } = await aLicense(service)
      await service.softDeleteLicenses(id)
      expect((await service.reconcileOrder(order, SYSTEM)).issued).toEqual([])
      await service.softDeleteLicensePlans(plan.id)
      await expect(aPlan(service, { code: plan.code })).rejects.toThrow(/already exists/)
    })
  })

  describe("what terms cover", () => {
    const day = (n: number) => new Date(Date.UTC(2027, 0, 1) + n * 86_400_000)
    const when = fc.option(fc.integer({ min: 400, max: 2000 }).map(day))
    const terms = fc.array(
      fc.record({ ends_at: when, updates_until: when, reverted_at: fc.option(fc.constant(day(1)), { freq: 3 }) }),
      { maxLength: 5 }
    )

    it("is the same in SQL, where validations ask, as in the rule", async () => {
      const { id, key, product } = await aLicense(service)
      await fc.assert(
        fc.asyncProperty(terms, async (spans) => {
          await sql("DELETE FROM license_center_term WHERE license_id = ?", [id])
          for (const span of spans) {
            await service.createLicenseTerms({
              license_id: id,
              kind: "extension",
              starts_at: day(0),
              ...span,
            } as never)
          }
          const expected = coverage(spans)
          const { license, code } = await service.validate({ key, product, fingerprint: "a" })
          expect(license!.expires_at).toBe(expected.expires_at?.toISOString() ?? null)
          expect(license!.updates_until).toBe(expected.updates_until?.toISOString() ?? null)
          expect(code === "EXPIRED").toBe(!expected.has_term)
        }),
        { ...seeded("coverage in SQL"), numRuns: 60 }
      )
    })
  })

  describe("a store's secret", () => {
    it("can be rotated without a stop: both secrets find the key, and resealing moves it to the new one", async () => {
      const { key, product, id } = await aLicense(service)
      await service.activate({ key, product, fingerprint: "a" })
      const secret = randomBytes(32).toString("base64")
      const rotating = otherProcess({ secret, previous_secret: MODULE_OPTIONS.secret })
      expect((await rotating.validate({ key, product, fingerprint: "a" })).code).toBe("VALID")
      // A device that only ever validates moves along as well.
      expect((await rotating.validate({ key, product, fingerprint: "a" })).code).toBe("VALID")
      expect(await rotating.resealSecrets()).toBeGreaterThanOrEqual(3)
      expect(await rotating.resealSecrets()).toBe(0)
      const after = otherProcess({ secret })
      expect((await after.validate({ key, product, fingerprint: "a" })).code).toBe("VALID")
      expect((await after.listLicensesForDelivery([id]))[0]!.key).toBe(key)
    })

    it("finds nothing and says why when it was lost", async () => {
      const { key, product, id } = await aLicense(service)
      await service.jwks()
      const lost = otherProcess({ secret: randomBytes(32).toString("base64") })
      await expect(lost.validate({ key, product, fingerprint: "a" })).rejects.toThrow(/encrypted under another secret/)
      await expect(lost.listLicensesForDelivery([id])).rejects.toThrow(/LICENSE_CENTER_PREVIOUS_SECRET/)
    })
  })

  describe("signing keys", () => {
    it("rotate from next to active to retired, and stay published", async () => {
      const before = await service.jwks()
      await service.rotateSigningKeys(OPERATOR)
      const after = await service.jwks()
      expect(after.map((key) => key.kid)).toEqual([...before.map((key) => key.kid), expect.any(String)])
      const rows = await service.listLicenseSigningKeys({}, { order: { created_at: "ASC", id: "ASC" } })
      expect(rows.map((row) => row.status).sort()).toEqual(["active", "next", "retired"])
      const { key, product } = await aLicense(service)
      const { body } = await service.activate({ key, product, fingerprint: "a" })
      const header = JSON.parse(Buffer.from(body.lease!.split(".")[0]!, "base64url").toString())
      expect(header.kid).toBe(before[1]!.kid)
    })
  })

  describe("operators", () => {
    it("find a license by email, order number, or its key in any spelling", async () => {
      const plan = await aPlan(service)
      const order = anOrder(plan.id, { email: "grace@example.com", display_id: 4711 })
      const { issued } = await service.reconcileOrder(order, SYSTEM)
      const { key } = (await service.listLicensesForDelivery(issued))[0]!
      await aLicense(service)
      for (const q of ["GRACE@", "#4711", "4711", key, key.toLowerCase().replaceAll("-", " "), issued[0]!, order.id]) {
        const [found, count] = await service.searchLicenses({ q }, { limit: 10, offset: 0 })
        expect([q, count, found.map((license) => license.id)]).toEqual([q, 1, issued])
      }
      for (const q of ["%", "_", "nobody@example.com", "' OR 1=1 --"]) {
        expect((await service.searchLicenses({ q }, { limit: 10, offset: 0 }))[1]).toBe(0)
      }
    })

    it("let sold licenses follow a plan, or keep what they were sold with", async () => {
      const { plan, id } = await aLicense(service, { seats: 3 })
      await service.updateLicensePlans({ id: plan.id, seats: 10, entitlements: ["sync"] })
      expect((await service.retrieveLicenseSummary(id)).seats.limit).toBe(3)
      expect(await service.applyPlanToLicenses(plan, OPERATOR)).toEqual({ changed: 1, freed: [] })
      expect(await service.retrieveLicenseSummary(id)).toMatchObject({ seats: { limit: 10 }, entitlements: ["sync"] })
      expect(await service.applyPlanToLicenses(plan, OPERATOR)).toEqual({ changed: 0, freed: [] })
      const applied = await service.listLicenseEvents({ license_id: id, name: "license.plan_applied" })
      expect(applied).toEqual([expect.objectContaining({ actor_type: "operator", plan_id: plan.id })])
    })

    it("follow a plan in more licenses than one transaction takes", async () => {
      const plan = await aPlan(service)
      await service.reconcileOrder(anOrder(plan.id, { quantity: 450 }), SYSTEM)
      await service.updateLicensePlans({ id: plan.id, grace: "P1D" })
      expect(await service.applyPlanToLicenses(plan, OPERATOR)).toMatchObject({ changed: 450 })
      expect(await service.listAndCountLicenses({ plan_id: plan.id, grace: "P1D" }, { take: 1 })).toMatchObject({
        1: 450,
      })
    })
  })

  describe("a product that is renamed", () => {
    it("goes on answering software that was shipped under its old handle, in the old name", async () => {
      const { key } = await aLicense(service)
      await service.syncProducts([{ id: "prod_1", handle: "cirrus", title: "Cirrus" }])
      for (const product of ["nimbus-notes", "cirrus", "prod_1"]) {
        const { body } = await service.activate({ key, product, fingerprint: "a" })
        expect(body.code).toBe("VALID")
        const claims = JSON.parse(Buffer.from(body.lease!.split(".")[1]!, "base64url").toString())
        expect(claims.aud).toBe(product === "prod_1" ? "cirrus" : product)
      }
      // Another product takes the old handle: it is that one's from now on.
      const plan = await aPlan(service)
      const order = anOrder(plan.id)
      order.lines[0]!.product = { id: "prod_2", handle: "nimbus-notes", title: "Notes" }
      await service.reconcileOrder(order, SYSTEM)
      expect((await service.validate({ key, product: "nimbus-notes", fingerprint: "a" })).code).toBe("NOT_FOUND")
    })
  })

  describe("a floating seat", () => {
    it("returns when its device was silent for the timeout, and is lost to it then", async () => {
      const { key, product, id } = await aLicense(service, {
        seats: 1,
        activation_kind: "floating",
        floating_timeout: "PT15M",
      })
      const first = await service.activate({ key, product, fingerprint: "a" })
      expect((await service.activate({ key, product, fingerprint: "b" })).body.code).toBe("SEAT_LIMIT_REACHED")
      await sql(
        "UPDATE license_center_activation SET last_seen_at = now() - interval '16 minutes' WHERE license_id = ?",
        [id]
      )
      expect((await service.validate({ key, product, fingerprint: "a" })).code).toBe("NOT_ACTIVATED")
      expect((await service.activate({ key, product, fingerprint: "b" })).body.code).toBe("VALID")
      expect((await service.activate({ key, product, fingerprint: "a" })).body.code).toBe("SEAT_LIMIT_REACHED")
      const [gone] = await service.listLicenseActivations({ id: first.body.activation!.id })
      expect(gone).toMatchObject({ deactivated_reason: "floating_timeout" })
    })

    it("is kept by validating, and its own device takes it back after a silence", async () => {
      const { key, product, id } = await aLicense(service, {
        seats: 1,
        activation_kind: "floating",
        floating_timeout: "PT15M",
      })
      await service.activate({ key, product, fingerprint: "a" })
      await sql(
        "UPDATE license_center_activation SET last_seen_at = now() - interval '10 minutes' WHERE license_id = ?",
        [id]
      )
      expect((await service.validate({ key, product, fingerprint: "a" })).code).toBe("VALID")
      const [seen] = await service.listLicenseActivations({ license_id: id })
      expect(Date.now() - new Date(seen!.last_seen_at).getTime()).toBeLessThan(60_000)
      await sql("UPDATE license_center_activation SET last_seen_at = now() - interval '1 hour' WHERE license_id = ?", [
        id,
      ])
      expect((await service.activate({ key, product, fingerprint: "a" })).body.code).toBe("VALID")
    })
  })
})

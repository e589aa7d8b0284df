import { aLicense, anOrder, aPlan, OPERATOR, SYSTEM } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(120_000)

withLicensing(({ service, MikroOrmWrapper }) => {
  const sql = async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    (await MikroOrmWrapper.forkManager().execute(text, values)) as Row[]

  describe("fewer seats", () => {
    it("free the devices that were not seen for longest, say why, and leave spare copies alone", async () => {
      const { plan, id, key, product } = await aLicense(service, { seats: 3, spare_activations: 1 })
      const ids: string[] = []
      for (const [fingerprint, environment] of [["old"], ["newer"], ["newest"], ["ci", "development"]] as const) {
        const { body } = await service.activate({ key, product, fingerprint, environment })
        ids.push(body.activation!.id)
      }
      for (const [age, activation] of [9, 2, 1, 30].map((age, index) => [age, ids[index]] as const)) {
        await sql("UPDATE license_center_activation SET last_seen_at = now() - make_interval(days => ?) WHERE id = ?", [
          age,
          activation,
        ])
      }
      await service.updateLicensePlans({ id: plan.id, seats: 2 })
      const { freed } = await service.applyPlanToLicenses(plan, OPERATOR)
      expect(freed).toEqual([{ license_id: id, activation_id: ids[0] }])
      const codes = []
      for (const fingerprint of ["old", "newer", "newest", "ci"]) {
        codes.push((await service.validate({ key, product, fingerprint })).code)
      }
      expect(codes).toEqual(["NOT_ACTIVATED", "VALID", "VALID", "VALID"])
      expect(await service.retrieveLicenseActivation(ids[0]!)).toMatchObject({ deactivated_reason: "seats_reduced" })
      expect(await service.listLicenseEvents({ activation_id: ids[0], reason: "seats_reduced" })).toHaveLength(1)
      expect((await service.activate({ key, product, fingerprint: "old" })).body.code).toBe("SEAT_LIMIT_REACHED")
    })

    it("come with units that are returned", async () => {
      const plan = await aPlan(service, { seats: 1, quantity_means: "seats" })
      const order = anOrder(plan.id, { quantity: 3 })
      const { issued } = await service.reconcileOrder(order, SYSTEM)
      const { key } = (await service.listLicensesForDelivery(issued))[0]!
      for (const fingerprint of ["a", "b", "c"]) {
        await service.activate({ key, product: "nimbus-notes", fingerprint })
      }
      const [line] = order.lines
      const returned = { ...order, lines: [{ ...line!, quantity: 1, returned: 2 }] }
      const { freed, resized } = await service.reconcileOrder(returned, SYSTEM)
      expect([resized, freed.length]).toEqual([issued, 2])
      expect((await service.retrieveLicenseSummary(issued[0]!)).seats).toEqual({ limit: 1, used: 1 })
    })
  })

  it("does not write back who was erased, nor to units that come later", async () => {
    const plan = await aPlan(service)
    const order = anOrder(plan.id, { country_code: "de", customer_id: "cus_1", locale: "de" })
    const { issued } = await service.reconcileOrder(order, SYSTEM)
    const tombstone = service.persons.tombstone(order.email)
    await service.persons.erase(issued, { tombstone, actor: OPERATOR, reason: "asked by letter" })
    const more = { ...order, lines: [{ ...order.lines[0]!, quantity: 2 }] }
    expect((await service.reconcileOrder(more, SYSTEM)).issued).toHaveLength(1)
    const nobody = { email: tombstone, customer_id: null, locale: null, country_code: null }
    expect(await service.listLicenses({ order_id: order.id })).toMatchObject([nobody, nobody])
  })

  describe("what a line was sold as", () => {
    it("stays, whatever happens to the variant, its product and its plan before the order is paid", async () => {
      const plan = await aPlan(service)
      const order = anOrder(plan.id, { captured: 0, authorized: 0 })
      expect((await service.reconcileOrder(order, SYSTEM)).issued).toEqual([])
      await service.softDeleteLicensePlans(plan.id)
      const detached = order.lines.map((line) => ({ ...line, plan_id: null, variant_id: null, product: null }))
      const { issued } = await service.reconcileOrder({ ...order, captured: 100, lines: detached }, SYSTEM)
      const [license] = await service.listLicenses({ id: issued })
      expect(license).toMatchObject({ plan_id: plan.id, product_id: "prod_1", variant_id: "variant_1" })
    })

    it("is not decided while the order is a draft", async () => {
      const [before, after] = [await aPlan(service), await aPlan(service)]
      const draft = anOrder(before.id, { is_draft: true })
      await service.reconcileOrder(draft, SYSTEM)
      const lines = draft.lines.map((line) => ({ ...line, plan_id: after.id }))
      const { issued } = await service.reconcileOrder({ ...draft, is_draft: false, lines }, SYSTEM)
      expect(await service.listLicenses({ id: issued })).toEqual([expect.objectContaining({ plan_id: after.id })])
    })
  })

  describe("an order of many units", () => {
    it("is issued in several transactions, one mail each, and goes on where another run stopped", async () => {
      const plan = await aPlan(service)
      const order = anOrder(plan.id, { quantity: 450 })
      const runs = await Promise.all([service.reconcileOrder(order, SYSTEM), service.reconcileOrder(order, SYSTEM)])
      expect(runs.flatMap((run) => run.issued)).toHaveLength(450)
      const licenses = await service.listLicenses({ order_id: order.id }, { take: 1000 })
      const batches = new Map<string | null, number>()
      for (const { delivery_id } of licenses) {
        batches.set(delivery_id, (batches.get(delivery_id) ?? 0) + 1)
      }
      expect([licenses.length, [...batches.values()].sort((a, b) => b - a)]).toEqual([450, [200, 200, 50]])
      expect((await service.reconcileOrder(order, SYSTEM)).issued).toEqual([])
    })

    it("waits for an operator when nobody pays for it", async () => {
      const plan = await aPlan(service)
      const order = anOrder(plan.id, { quantity: 101, total: 0, captured: 0, authorized: 0 })
      const asked = await service.reconcileOrder(order, SYSTEM)
      expect([asked.issued, asked.flags]).toEqual([[], [expect.objectContaining({ code: "FREE_QUANTITY" })]])
      const checked = await service.reconcileOrder(order, OPERATOR)
      expect([checked.issued.length, checked.flags]).toEqual([101, []])
      expect(await service.reconcileOrder(order, SYSTEM)).toMatchObject({ issued: [], revoked: [], flags: [] })
    })
  })

  it("a plan that licenses follow and an order that is reconciled do not wait for each other for ever", async () => {
    const plan = await aPlan(service, { seats: 2 })
    const order = anOrder(plan.id, { quantity: 60 })
    order.lines.push({ ...order.lines[0]!, line_item_id: `${order.lines[0]!.line_item_id}_b` })
    await service.reconcileOrder(order, SYSTEM)
    for (let round = 0; round < 15; round++) {
      await service.updateLicensePlans({ id: plan.id, grace: `P${round + 1}D` })
      const status = round % 2 ? "pending" : "canceled"
      await Promise.all([
        service.applyPlanToLicenses(plan, OPERATOR),
        service.reconcileOrder({ ...order, status }, SYSTEM),
      ])
    }
    expect(await service.listLicenses({ order_id: order.id }, { take: 200 })).toHaveLength(120)
  })

  describe("the sweeps' marks", () => {
    it("give a failing order back later and later, until it succeeds", async () => {
      const marks = service.sweepMarks
      await marks.failed("order_x")
      const distance = async () => {
        const [row] = await sql(
          "SELECT round(extract(epoch from at - now())) AS seconds FROM license_center_mark WHERE id = 'order-retry:order_x'"
        )
        return Number(row?.["seconds"])
      }
      expect(await marks.failing()).toEqual([{ order_id: "order_x", due: false }])
      expect(await distance()).toBe(60)
      for (const [failing, seconds] of [
        ["10 minutes", 600],
        ["5 days", 3600],
      ] as const) {
        await sql(
          "UPDATE license_center_mark SET at = now(), created_at = now() - ?::interval WHERE id = 'order-retry:order_x'",
          [failing]
        )
        expect(await marks.failing()).toEqual([{ order_id: "order_x", due: true }])
        await marks.failed("order_x")
        expect(await distance()).toBe(seconds)
      }
      await marks.succeeded("order_x")
      expect(await marks.failing()).toEqual([])
    })

    it("move forward only", async () => {
      const at = new Date("2026-01-01T00:00:00Z")
      await service.sweepMarks.move(at)
      await service.sweepMarks.move(new Date("2025-01-01T00:00:00Z"))
      expect((await service.sweepMarks.read()).until).toEqual(at)
    })
  })
})

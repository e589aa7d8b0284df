import { addDuration } from "../../../lib/duration"
import * as fixtures from "./fixtures"
import { aLicense, anOrder, aRenewalOffer, OPERATOR, SYSTEM } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

withLicensing(({ service }) => {
  const ends = async (id: string) => (await service.retrieveLicenseSummary(id)).expires_at
  const aRenewal = (license_id: string, more?: Parameters<typeof anOrder>[1]) =>
    fixtures.aRenewal(service, license_id, more)

  it("joins on to the end when it is early, with the same key and devices, once however often it is seen", async () => {
    const { id, key, product, expires_at } = await aLicense(service, { term: "P1Y" })
    await service.activate({ key, product, fingerprint: "mac" })
    const order = await aRenewal(id)
    const runs = await Promise.all([1, 2, 3].map(() => service.reconcileOrder(order, SYSTEM)))
    expect(runs.flatMap(({ renewed }) => renewed)).toEqual([id])
    expect(runs.flatMap(({ issued }) => issued)).toEqual([])
    expect(await ends(id)).toEqual(addDuration(expires_at!, "P1Y"))
    const verdict = await service.validate({ key, product, fingerprint: "mac" })
    expect(verdict).toMatchObject({
      code: "VALID",
      license: { expires_at: addDuration(expires_at!, "P1Y").toISOString() },
    })
    expect(await service.listLicenseEvents({ license_id: id, name: "license.renewed" })).toMatchObject([
      { order_id: order.id, actor_type: "system", data: { by: "P1Y" } },
    ])
  })

  it("waits until it is paid, and counts from when it was paid, however late that is seen", async () => {
    const { id } = await aLicense(service, { term: "P1M", grace: "P7D" })
    const paid_at = new Date(Date.now() - 3 * 86_400_000)
    const [term] = await service.listLicenseTerms({ license_id: id })
    const end = new Date(paid_at.getTime() - 10 * 86_400_000)
    await service.updateLicenseTerms({ id: term!.id, starts_at: new Date(end.getTime() - 86_400_000), ends_at: end })
    const order = await aRenewal(id, { captured: 99 })
    expect(await service.reconcileOrder(order, SYSTEM)).toMatchObject({ renewed: [] })
    expect(await service.reconcileOrder({ ...order, captured: 100, paid_at }, SYSTEM)).toMatchObject({
      renewed: [id],
    })
    expect(await ends(id)).toEqual(addDuration(paid_at, "P1M"))
  })

  it("is taken back alone by its refund: what was paid in advance moves up, and comes back with the money", async () => {
    const { id, expires_at } = await aLicense(service, { term: "P1Y" })
    const [first, second] = [await aRenewal(id), await aRenewal(id)]
    await service.reconcileOrder(first, SYSTEM)
    await service.reconcileOrder(second, SYSTEM)
    expect(await ends(id)).toEqual(addDuration(expires_at!, "P2Y"))
    const refunded = { ...first, refunded: 100, refunded_at: new Date() }
    expect(await service.reconcileOrder(refunded, SYSTEM)).toMatchObject({ reverted: [id], revoked: [], flags: [] })
    expect(await service.reconcileOrder(refunded, SYSTEM)).toMatchObject({ reverted: [], renewed: [] })
    expect(await ends(id)).toEqual(addDuration(expires_at!, "P1Y"))
    expect(await service.listLicenseEvents({ license_id: id, name: "license.renewal_reverted" })).toMatchObject([
      { order_id: first.id, reason: "refunded" },
    ])
    await service.reconcileOrder({ ...refunded, captured: 200 }, SYSTEM)
    expect(await ends(id)).toEqual(addDuration(expires_at!, "P2Y"))
    expect(await service.listLicenseTerms({ license_id: id })).toHaveLength(3)
  })

  it("takes as many terms as are bought, and for a license with multiplied seats pays for each of them", async () => {
    const single = await aLicense(service, { term: "P1Y" })
    await service.reconcileOrder(await aRenewal(single.id, { quantity: 2 }), SYSTEM)
    expect(await ends(single.id)).toEqual(addDuration(single.expires_at!, "P2Y"))

    const plan = { seats: 2, quantity_means: "seats", term: "P1Y" } as const
    const license = await aLicense(service, plan)
    const grown = { ...license.order, lines: [{ ...license.order.lines[0]!, quantity: 3 }] }
    await service.reconcileOrder(grown, SYSTEM)
    const [read] = await service.renewals.read([license.id])
    expect(read).toMatchObject({ quantity: 3, id: license.id, order_id: license.order.id })
    expect(await service.reconcileOrder(await aRenewal(license.id, { quantity: 2 }), SYSTEM)).toMatchObject({
      renewed: [],
    })
    expect(await service.reconcileOrder(await aRenewal(license.id, { quantity: 3 }), SYSTEM)).toMatchObject({
      renewed: [license.id],
    })
  })

  it("extends only the updates of a license that never ends", async () => {
    const { id, updates_until } = await aLicense(service, { term: null, updates_term: "P1Y" })
    await service.reconcileOrder(await aRenewal(id), SYSTEM)
    expect(await service.retrieveLicenseSummary(id)).toMatchObject({
      expires_at: null,
      updates_until: addDuration(updates_until!, "P1Y"),
    })
  })

  it("is not had by a line that sells another variant, or that names an offer nobody made", async () => {
    const { id, plan, expires_at } = await aLicense(service, { term: "P1Y" })
    const offer = await aRenewalOffer(service, id)
    for (const line of [{ offer_id: offer.id, variant_id: "variant_free" }, { offer_id: "lcoff_made_up" }]) {
      const order = anOrder(plan.id)
      order.lines = [{ ...order.lines[0]!, ...line }]
      // Who pays gets what the variant sells.
      expect(await service.reconcileOrder(order, SYSTEM)).toMatchObject({ renewed: [], issued: [expect.any(String)] })
    }
    expect(await ends(id)).toEqual(expires_at)
  })

  describe("at a price of its own", () => {
    /** What takes up an offer at `price`, changed by the buyer afterwards. */
    const bought = async (price: number, change: (id: string) => object | Promise<object>, currency_code = "eur") => {
      const { id, plan, expires_at } = await aLicense(service, { term: "P1Y" })
      const offer = await aRenewalOffer(service, id, price)
      const order = anOrder(plan.id, { currency_code })
      const made = { offer_id: offer.id, variant_id: offer.variant_id, unit_price: price }
      order.lines = [{ ...order.lines[0]!, ...made, ...(await change(id)) }]
      return { id, order, expires_at: expires_at!, result: await service.reconcileOrder(order, SYSTEM) }
    }

    it("is had at that price or a higher one, by a variant that sells no plan as well", async () => {
      for (const change of [{}, { unit_price: 60 }, { plan_id: null }]) {
        const { id, result } = await bought(50, () => change)
        expect(result).toMatchObject({ renewed: [id], issued: [], flags: [] })
      }
    })

    it("is not had at a lower one, nor in another currency", async () => {
      const { id, expires_at, result } = await bought(50, () => ({ unit_price: 49.9 }))
      expect(result).toMatchObject({ renewed: [] })
      expect(await ends(id)).toEqual(expires_at)
      expect((await bought(50, () => ({}), "jpy")).result).toMatchObject({ renewed: [] })
    })

    it("is free for the time that it adds, and not for a hundred years", async () => {
      const { id, expires_at, result } = await bought(0, () => ({ quantity: 5 }))
      expect(result).toMatchObject({ renewed: [id], flags: [] })
      expect(await ends(id)).toEqual(addDuration(expires_at, "P1Y"))
      const again = await aRenewalOffer(service, id, 0)
      const order = anOrder("lcplan_of_no_matter")
      const line = { offer_id: again.id, variant_id: again.variant_id, unit_price: 0 }
      order.lines = [{ ...order.lines[0]!, ...line }]
      const { flags } = await service.reconcileOrder(order, SYSTEM)
      expect(flags.map(({ code }) => code)).toEqual(["NOT_RENEWED"])
      expect(await ends(id)).toEqual(addDuration(expires_at, "P1Y"))
    })
  })

  describe("of a variant that costs nothing", () => {
    const codes = ({ flags }: { flags: { code: string }[] }) => flags.map(({ code }) => code)
    const forNothing = async (license_id: string, quantity = 1) => {
      const order = await aRenewal(license_id, { quantity, total: 0, authorized: 0, captured: 0 })
      return { ...order, lines: order.lines.map((line) => ({ ...line, unit_price: 0 })) }
    }

    it("adds one term however many are ordered, and the next once that one has begun", async () => {
      const { id, expires_at } = await aLicense(service, { term: "P1Y" })
      const first = await forNothing(id, 5)
      expect(await service.reconcileOrder(first, SYSTEM)).toMatchObject({ renewed: [id], flags: [] })
      const second = await forNothing(id)
      expect(codes(await service.reconcileOrder(second, SYSTEM))).toEqual(["NOT_RENEWED"])
      expect(await ends(id)).toEqual(addDuration(expires_at!, "P1Y"))
      // A year goes by.
      for (const term of await service.listLicenseTerms({ license_id: id })) {
        const ago = (date: Date) => new Date(date.getTime() - 366 * 86_400_000)
        await service.updateLicenseTerms({ id: term.id, starts_at: ago(term.starts_at), ends_at: ago(term.ends_at!) })
      }
      const end = await ends(id)
      expect(await service.reconcileOrder(second, SYSTEM)).toMatchObject({ renewed: [id], flags: [] })
      expect(await ends(id)).toEqual(addDuration(end!, "P1Y"))
    })

    it("adds one term when several are ordered at once, and gives it back with its order", async () => {
      const { id, expires_at } = await aLicense(service, { term: "P1Y" })
      const orders = [await forNothing(id), await forNothing(id), await forNothing(id)]
      const runs = await Promise.all(orders.map((order) => service.reconcileOrder(order, SYSTEM)))
      expect(runs.flatMap(({ renewed }) => renewed)).toEqual([id])
      expect(runs.flatMap(codes)).toEqual(["NOT_RENEWED", "NOT_RENEWED"])
      expect(await ends(id)).toEqual(addDuration(expires_at!, "P1Y"))
      const winner = orders[runs.findIndex(({ renewed }) => renewed.length)]!
      const canceled = await service.reconcileOrder({ ...winner, status: "canceled" }, SYSTEM)
      expect(canceled).toMatchObject({ reverted: [id], revoked: [] })
      expect(await ends(id)).toEqual(expires_at)
    })
  })

  it("is flagged when it was paid for a license revoked meanwhile", async () => {
    const { id } = await aLicense(service, { term: "P1Y" })
    const order = await aRenewal(id)
    await service.changeLicenseStatus({ id, action: "revoke", because: "operator", actor: OPERATOR })
    const { flags } = await service.reconcileOrder(order, SYSTEM)
    expect(flags.map(({ code }) => code)).toEqual(["RENEWAL_OF_REVOKED"])
  })
})

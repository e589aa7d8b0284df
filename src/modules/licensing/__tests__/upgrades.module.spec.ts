import { addDuration, subtractDuration } from "../../../lib/duration"
import type { PlanFields } from "../rules/plan"
import type { OrderSnapshot } from "../services/order-ledger"
import { shortKey } from "../../../lib/short-key"
import * as fixtures from "./fixtures"
import { aLicense, OPERATOR, refunded, SYSTEM, UPGRADE_QUOTE } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

withLicensing(({ service }) => {
  const read = (id: string) => service.retrieveLicenseSummary(id)
  const license = async (id: string) => (await service.retrieveLicense(id)) as unknown as Record<string, unknown>
  const codes = ({ flags }: { flags: { code: string }[] }) => flags.map(({ code }) => code)

  const anUpgrade = (id: string, fields: Partial<PlanFields>, more: Partial<OrderSnapshot> = {}) =>
    fixtures.anUpgrade(service, id, fields, more)
  const aRenewal = (license_id: string) => fixtures.aRenewal(service, license_id)

  it("gives a license another plan's seats and rules, once however often it is seen, with its key, devices and end", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    await service.activate({ key: sold.key, product: sold.product, fingerprint: "mac" })
    const { plan, order } = await anUpgrade(sold.id, {
      term: "P1Y",
      seats: 10,
      entitlements: ["sync"],
      lease_ttl: "P3D",
    })
    expect(await service.reconcileOrder({ ...order, captured: 99 }, SYSTEM)).toMatchObject({ upgraded: [] })
    const runs = await Promise.all([1, 2, 3].map(() => service.reconcileOrder(order, SYSTEM)))
    expect(runs.flatMap(({ upgraded }) => upgraded)).toEqual([sold.id])
    expect(runs.flatMap(({ issued }) => issued)).toEqual([])
    expect(await read(sold.id)).toMatchObject({
      plan: { id: plan.id },
      seats: { limit: 10, used: 1 },
      variant_id: "variant_big",
      expires_at: sold.expires_at,
    })
    const verdict = await service.validate({ key: sold.key, product: sold.product, fingerprint: "mac" })
    expect(verdict).toMatchObject({ code: "VALID", license: { plan: { code: plan.code }, entitlements: ["sync"] } })
    expect(await service.listLicensePlanChanges({ license_id: sold.id })).toMatchObject([
      { order_id: order.id, from_plan_id: sold.plan.id, to_plan_id: plan.id, rolled_back_at: null },
    ])
    expect(await service.listLicenseEvents({ license_id: sold.id, name: "license.upgraded" })).toMatchObject([
      { order_id: order.id, data: { from_plan_id: sold.plan.id, seats: 10, new_term: false } },
    ])
  })

  it("is taken back exactly by its refund, without the devices that have no seat then, and comes back with the money", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1, entitlements: ["basic"], rebind_limit: 1 })
    const before = await license(sold.id)
    const { plan, order } = await anUpgrade(sold.id, {
      term: "P1Y",
      seats: 3,
      quantity_means: "seats",
      rebind_limit: null,
    })
    await service.reconcileOrder(order, SYSTEM)
    for (const fingerprint of ["a", "b", "c"]) {
      await service.activate({ key: sold.key, product: sold.product, fingerprint })
    }
    expect(await service.reconcileOrder(sold.order, SYSTEM)).toMatchObject({ resized: [], unchanged: [sold.id] })
    const back = await service.reconcileOrder(refunded(order), SYSTEM)
    expect(back).toMatchObject({ downgraded: [sold.id], revoked: [] })
    expect(back.freed).toHaveLength(2)
    const line_item_id = order.lines[0]!.line_item_id
    expect(await service.soldUnits.seatsLost(order.id)).toEqual(new Map([[line_item_id, 2]]))
    expect(await service.soldUnits.seatsLost(sold.order.id)).toEqual(new Map())
    expect({ ...(await license(sold.id)), updated_at: null }).toEqual({ ...before, updated_at: null })
    expect(await service.reconcileOrder(refunded(order), SYSTEM)).toMatchObject({ downgraded: [], upgraded: [] })
    expect(await service.reconcileOrder({ ...refunded(order), captured: 200 }, SYSTEM)).toMatchObject({
      upgraded: [sold.id],
    })
    expect(await read(sold.id)).toMatchObject({ plan: { id: plan.id }, seats: { limit: 3 } })
  })

  it("begins a whole new term when that is longer, and brings the old ones back when it is taken back", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    await service.reconcileOrder(await aRenewal(sold.id), SYSTEM)
    const { expires_at } = await read(sold.id)
    const paid_at = new Date(Date.now() - 60_000)
    const longer = await anUpgrade(sold.id, { term: "P3Y", seats: 1 }, { paid_at })
    await service.reconcileOrder(longer.order, SYSTEM)
    expect((await read(sold.id)).expires_at).toEqual(addDuration(paid_at, "P3Y"))
    const terms = await service.listLicenseTerms({ license_id: sold.id })
    expect(Object.fromEntries(terms.map(({ kind, reverted_reason }) => [kind, reverted_reason]))).toEqual({
      initial: "superseded",
      renewal: "superseded",
      upgrade: null,
    })
    await service.reconcileOrder(refunded(longer.order), SYSTEM)
    expect((await read(sold.id)).expires_at).toEqual(expires_at)
    // Paid again, it stands in its old row: nothing is ever deleted.
    await service.reconcileOrder({ ...refunded(longer.order), captured: 200 }, OPERATOR)
    const again = await service.listLicenseTerms({ license_id: sold.id })
    expect(again.map(({ id }) => id).sort()).toEqual(terms.map(({ id }) => id).sort())
    expect((await read(sold.id)).expires_at).toEqual(addDuration(paid_at, "P3Y"))
    await service.reconcileOrder(refunded(longer.order), SYSTEM)
    expect((await read(sold.id)).expires_at).toEqual(expires_at)

    const forEver = await anUpgrade(sold.id, { term: null, seats: 1 })
    await service.reconcileOrder(forEver.order, SYSTEM)
    expect((await read(sold.id)).expires_at).toBeNull()
  })

  it("is taken back under a renewal that came since, which goes on from the old end, and whose own refund is its own", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const first = await aRenewal(sold.id)
    await service.reconcileOrder(first, SYSTEM)
    const { order } = await anUpgrade(sold.id, { term: "P3Y", seats: 1 })
    await service.reconcileOrder(order, SYSTEM)
    const { expires_at } = await read(sold.id)
    await service.reconcileOrder(await aRenewal(sold.id), SYSTEM)
    expect((await read(sold.id)).expires_at).toEqual(addDuration(expires_at!, "P3Y"))
    // What the upgrade has superseded is neither renewed again by its order, nor still there after its refund.
    expect(await service.reconcileOrder(first, SYSTEM)).toMatchObject({ renewed: [], reverted: [] })
    expect(await service.reconcileOrder(refunded(first), SYSTEM)).toMatchObject({ reverted: [sold.id] })
    expect(await service.reconcileOrder({ ...refunded(first), captured: 200 }, SYSTEM)).toMatchObject({
      renewed: [sold.id],
    })
    await service.reconcileOrder(refunded(first), SYSTEM)
    expect((await read(sold.id)).expires_at).toEqual(addDuration(expires_at!, "P3Y"))
    await service.reconcileOrder(refunded(order), SYSTEM)
    expect((await read(sold.id)).expires_at).toEqual(addDuration(sold.expires_at!, "P3Y"))
  })

  it("is taken back from under a later one, which stands, and leaves that one with what was before both", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const before = await license(sold.id)
    const first = await anUpgrade(sold.id, { term: "P2Y", seats: 5 })
    await service.reconcileOrder(first.order, SYSTEM)
    const second = await anUpgrade(sold.id, { term: "P3Y", seats: 9 })
    await service.reconcileOrder(second.order, SYSTEM)
    const both = await read(sold.id)
    const undone = await service.reconcileOrder(refunded(first.order), SYSTEM)
    expect([undone.downgraded, codes(undone)]).toEqual([[sold.id], ["UPGRADED_SINCE"]])
    expect(await read(sold.id)).toMatchObject({ plan: { id: second.plan.id }, expires_at: both.expires_at })
    await service.reconcileOrder(refunded(second.order), SYSTEM)
    expect({ ...(await license(sold.id)), updated_at: null }).toEqual({ ...before, updated_at: null })
    expect((await read(sold.id)).expires_at).toEqual(sold.expires_at)
  })

  it("tells operators when a renewal that its price counted is taken back", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const renewal = await aRenewal(sold.id)
    await service.reconcileOrder(renewal, SYSTEM)
    const { order } = await anUpgrade(sold.id, { term: "P3Y", seats: 9 })
    await service.reconcileOrder(order, SYSTEM)
    const { expires_at } = await read(sold.id)
    expect(codes(await service.reconcileOrder(refunded(renewal), SYSTEM))).toEqual(["UPGRADED_SINCE"])
    expect((await read(sold.id)).expires_at).toEqual(expires_at)
  })

  it("gives back, when it is taken back, what a refund of a term that has begun leaves", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const renewals = [await aRenewal(sold.id), await aRenewal(sold.id)]
    for (const renewal of renewals) {
      await service.reconcileOrder(renewal, SYSTEM)
    }
    // Two and a half years later.
    const terms = await service.listLicenseTerms({ license_id: sold.id }, { order: { starts_at: "ASC" } })
    const past = (date: Date | null) => date && subtractDuration(date, "P912D")
    for (const { id, starts_at, ends_at, paid_at } of terms) {
      const moved = { starts_at: past(starts_at)!, ends_at: past(ends_at), paid_at: past(paid_at) }
      await service.updateLicenseTerms({ id, ...moved })
    }
    const { order } = await anUpgrade(sold.id, { term: "P3Y", seats: 9 })
    await service.reconcileOrder(order, SYSTEM)
    await service.reconcileOrder(refunded(renewals[0]!), SYSTEM)
    await service.reconcileOrder(refunded(order), SYSTEM)
    expect((await read(sold.id)).expires_at).toEqual(addDuration(past(sold.expires_at)!, "P1Y"))
  })

  it("ends with the license when the order that sold it is refunded", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const { order } = await anUpgrade(sold.id, { term: "P1Y", seats: 5 })
    await service.reconcileOrder(order, SYSTEM)
    const renewal = await aRenewal(sold.id)
    await service.reconcileOrder(renewal, SYSTEM)
    const ended = await service.reconcileOrder(refunded(sold.order), SYSTEM)
    expect([ended.revoked, codes(ended)]).toEqual([[sold.id], ["PAID_SINCE"]])
    expect(ended.flags[0]!.detail).toContain("2 later orders that renewed or upgraded it are not taken back")
    // Who paid them can have them back: they were not taken back with the license.
    for (const { id } of [order, renewal]) {
      expect((await service.soldUnits.ofOrder(id)).map(({ reverted }) => reverted)).toEqual([false])
    }
    await service.reconcileOrder(refunded(order), SYSTEM)
    await service.reconcileOrder(refunded(renewal), SYSTEM)
    expect(codes(await service.reconcileOrder(refunded(sold.order), SYSTEM))).toEqual([])
  })

  it("keeps its seats when the order that sold the license shrinks, which counts once it is taken back", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 2, quantity_means: "seats" })
    const line = sold.order.lines[0]!
    await service.reconcileOrder({ ...sold.order, lines: [{ ...line, quantity: 3 }] }, SYSTEM)
    const { order } = await anUpgrade(sold.id, { term: "P1Y", seats: 10 })
    await service.reconcileOrder(order, SYSTEM)
    const shrunk = await service.reconcileOrder({ ...sold.order, lines: [{ ...line, quantity: 2 }] }, SYSTEM)
    expect(codes(shrunk)).toEqual(["UPGRADED_SINCE"])
    expect(await read(sold.id)).toMatchObject({ seats: { limit: 10 } })
    await service.reconcileOrder(refunded(order), SYSTEM)
    expect(await read(sold.id)).toMatchObject({ seats: { limit: 4 } })
  })

  it.each([
    ["paid too late", async () => undefined, { paid_at: new Date(Date.now() - 1000) }],
    [
      "for a license that was renewed since",
      async (id: string) => {
        await service.reconcileOrder(await aRenewal(id), SYSTEM)
      },
      {},
    ],
    [
      "for a license that was suspended since",
      async (id: string) => {
        await service.changeLicenseStatus({ id, action: "suspend", because: "operator", actor: OPERATOR })
      },
      {},
    ],
  ])(
    "waits for an operator when it is %s, who reads of it and applies it by a decision of its own",
    async (_, change, more) => {
      const sold = await aLicense(service, { term: "P1Y", seats: 1 })
      const { plan, order, offer_id } = await anUpgrade(sold.id, { term: "P3Y", seats: 5 }, more)
      if (order.paid_at) {
        await service.updateLicenseOffers({ id: offer_id, expires_at: new Date(order.paid_at.getTime() - 1) })
      }
      await change(sold.id)
      const stale = await service.reconcileOrder(order, SYSTEM)
      expect(stale).toMatchObject({ upgraded: [], issued: [] })
      expect(codes(stale)).toEqual(["UPGRADE_STALE"])
      const [line] = order.lines
      const review = await service.orderReview.read(order)
      expect(codes(review)).toEqual(["UPGRADE_STALE"])
      expect(review.flags[0]!.detail).toContain(shortKey(sold.masked_key))
      expect(review.stale_upgrades).toMatchObject([
        { line_item_id: line!.line_item_id, license_id: sold.id, from_plan: sold.plan.name, to_plan: plan.name },
      ])
      // Looking at an order is no decision, whoever looks.
      expect(codes(await service.reconcileOrder(order, OPERATOR))).toEqual(["UPGRADE_STALE"])
      const { expires_at } = await read(sold.id)
      const accepted = [line!.line_item_id]
      expect(await service.reconcileOrder(order, OPERATOR, accepted)).toMatchObject({ upgraded: [sold.id], flags: [] })
      expect(await service.orderReview.read(order)).toEqual({ flags: [], stale_upgrades: [] })
      const upgraded = await read(sold.id)
      expect(upgraded).toMatchObject({ plan: { id: plan.id }, seats: { limit: 5 } })
      // A year that was paid since is not lost.
      const renewed = expires_at! > sold.expires_at!
      expect(upgraded.expires_at!.getTime()).toBeGreaterThan(Date.now() + (renewed ? 4 : 3) * 364 * 86_400_000)
      expect(codes(await service.reconcileOrder(order, SYSTEM))).toEqual([])
    }
  )

  it("is not applied by anybody to a license that was revoked, or has more by now", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const small = await anUpgrade(sold.id, { term: "P1Y", seats: 2 })
    const big = await anUpgrade(sold.id, { term: "P1Y", seats: 9 })
    await service.reconcileOrder(big.order, SYSTEM)
    const accepted = [small.order.lines[0]!.line_item_id]
    expect(codes(await service.reconcileOrder(small.order, OPERATOR, accepted))).toEqual(["NOT_UPGRADED"])
    await service.changeLicenseStatus({ id: sold.id, action: "revoke", because: "operator", actor: OPERATOR })
    expect(codes(await service.reconcileOrder(small.order, OPERATOR, accepted))).toEqual(["NOT_UPGRADED"])
    const review = await service.orderReview.read(small.order)
    expect([codes(review), review.stale_upgrades]).toEqual([["NOT_UPGRADED"], []])
  })

  it("is shown with what came of it to who looks at its order, and nothing is written by looking", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const { plan, order } = await anUpgrade(sold.id, { term: "P1Y", seats: 5, name: "Company" })
    expect(await service.orderReview.read(order)).toEqual({ flags: [], stale_upgrades: [] })
    expect(await service.orderReview.upgradesOf(order.id)).toEqual([])
    expect(await read(sold.id)).toMatchObject({ plan: { id: sold.plan.id } })
    expect(await service.knowsOrder(order.id)).toBe(false)
    await service.reconcileOrder(order, SYSTEM)
    const shown = { license_id: sold.id, from_plan: sold.plan.name, to_plan: plan.name }
    expect(await service.orderReview.upgradesOf(order.id)).toMatchObject([{ ...shown, rolled_back_at: null }])
    await service.reconcileOrder(refunded(order), SYSTEM)
    expect(await service.orderReview.upgradesOf(order.id)).toMatchObject([
      { ...shown, rolled_back_at: expect.any(Date) },
    ])

    const renewal = await aRenewal(sold.id)
    await service.reconcileOrder(renewal, SYSTEM)
    expect(await service.orderReview.revertedRenewalsOf(renewal.id)).toEqual([])
    await service.reconcileOrder(refunded(renewal), SYSTEM)
    expect(await service.orderReview.revertedRenewalsOf(renewal.id)).toMatchObject([
      { license_id: sold.id, reason: "refunded", reverted_at: expect.any(Date) },
    ])
  })

  it("leaves its flags to be read for as long as they are true", async () => {
    const reviewed = async (order: OrderSnapshot) => codes(await service.orderReview.read(order))
    const sold = await aLicense(service, { term: "P1Y", seats: 2, quantity_means: "seats" })
    const line = sold.order.lines[0]!
    const renewal = await aRenewal(sold.id)
    await service.reconcileOrder(renewal, SYSTEM)
    const first = await anUpgrade(sold.id, { term: "P3Y", seats: 5 })
    await service.reconcileOrder(first.order, SYSTEM)
    const second = await anUpgrade(sold.id, { term: "P3Y", seats: 9 })
    await service.reconcileOrder(second.order, SYSTEM)
    const more = { ...sold.order, lines: [{ ...line, quantity: 2 }] }
    await service.reconcileOrder(more, SYSTEM)
    expect(await reviewed(more)).toEqual(["UPGRADED_SINCE"])
    await service.reconcileOrder(sold.order, SYSTEM)
    expect(await reviewed(sold.order)).toEqual([])
    // The upgrade has taken the place of its term, which was paid for all the same.
    const [[shown]] = await service.searchLicenses({ renewed_by_order_id: renewal.id }, { limit: 1, offset: 0 })
    expect(shown?.id).toBe(sold.id)
    for (const { order } of [{ order: renewal }, first]) {
      await service.reconcileOrder(refunded(order), SYSTEM)
      expect(await reviewed(refunded(order))).toEqual(["UPGRADED_SINCE"])
    }
    await service.reconcileOrder(refunded(second.order), SYSTEM)
    expect(await reviewed(refunded(first.order))).toEqual([])
    expect(await reviewed(refunded(renewal))).toEqual([])
    const twice = await anUpgrade(sold.id, { term: "P1Y", seats: 5 })
    const again = { ...twice.order, lines: [{ ...twice.order.lines[0]!, quantity: 2 }] }
    expect(await reviewed(again)).toEqual(["UPGRADE_PAID_TWICE"])
    expect(await reviewed({ ...sold.order, captured: 100, refunded: 40, credited: 40, total: 60 })).toEqual([
      "PARTIAL_REFUND",
    ])
    const late = await aRenewal(sold.id)
    await service.changeLicenseStatus({ id: sold.id, action: "revoke", because: "operator", actor: OPERATOR })
    expect(await reviewed(late)).toEqual(["RENEWAL_OF_REVOKED"])
  })

  it("is what its cart's line buys at its price, whatever name is taken off it", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 1 })
    const { order, offer_id } = await anUpgrade(sold.id, { term: "P1Y", seats: 5 })
    await service.offerCarts.bind([offer_id], order.cart_id!)
    const nameless = { ...order, lines: [{ ...order.lines[0]!, offer_id: null }] }
    // Medusa links the cart a moment after it made the order.
    await service.reconcileOrder({ ...nameless, cart_id: null, captured: 0 }, SYSTEM)
    expect(await service.reconcileOrder(nameless, SYSTEM)).toMatchObject({ issued: [], upgraded: [sold.id] })
  })

  it("is what its cart's line buys, and not what the line was written to be before the cart showed", async () => {
    const [sold, other] = [await aLicense(service, { seats: 1 }), await aLicense(service, { seats: 1 })]
    const { order, offer_id } = await anUpgrade(sold.id, { seats: 5 })
    const theirs = await anUpgrade(other.id, { seats: 5 })
    await service.offerCarts.bind([offer_id], order.cart_id!)
    const renamed = { ...order, lines: [{ ...order.lines[0]!, offer_id: theirs.offer_id }] }
    await service.reconcileOrder({ ...renamed, cart_id: null, captured: 0 }, SYSTEM)
    expect(await service.reconcileOrder(renamed, SYSTEM)).toMatchObject({ issued: [], upgraded: [sold.id] })
  })

  it("knows what paid for the time that a license has left", async () => {
    const sold = await aLicense(service, { term: "P1Y", seats: 2, quantity_means: "seats" })
    const renewal = await aRenewal(sold.id)
    await service.reconcileOrder(renewal, SYSTEM)
    const stay = await anUpgrade(sold.id, { term: "P1Y", seats: 5 })
    await service.reconcileOrder(stay.order, SYSTEM)
    const { stretches } = (await service.upgrades.read(sold.id))!
    expect(stretches).toMatchObject([
      { kind: "term", order_id: sold.order.id, units: null, own_price: false },
      { kind: "term", order_id: renewal.id, units: 1, own_price: false },
      { kind: "surcharge", order_id: stay.order.id, units: 1, own_price: true },
    ])
    expect(stretches[2]!.ends_at).toEqual((await read(sold.id)).expires_at)
    const anew = await anUpgrade(sold.id, { term: "P3Y", seats: 5 })
    await service.reconcileOrder(anew.order, SYSTEM)
    expect((await service.upgrades.read(sold.id))!.stretches).toMatchObject([
      { kind: "term", order_id: anew.order.id, credited: UPGRADE_QUOTE.price - UPGRADE_QUOTE.due },
    ])
  })
})

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import type { App } from "../../setup/app"
import type { Order } from "../../setup/orders"
import { RefundDesk } from "./desk"

/** What the rules say to an operator, and what follows when one pays back. */
export function operators(app: App): void {
  const desk = new RefundDesk(app)
  const ENDED = /ended/
  const BACK = /on its way back/

  const placedBefore = async (order: Order, days: number) => {
    const db = app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await db.raw(`UPDATE "order" SET created_at = now() - make_interval(days => ?) WHERE id = ?`, [days, order.id])
  }

  const renewed = async ({ id }: { id: string }): Promise<Order> => {
    const { result } = await createRenewalCartWorkflow(app.container).run({ input: { license_ids: [id] } })
    const renewal = await app.orders.completed(result.cart_id)
    await app.orders.capture(renewal)
    return renewal
  }

  it("see the verdict, why, and what it rests on; looking changes nothing", async () => {
    const order = await app.orders.aPaidOrder()
    const { assessment, requests } = await desk.assess(order)
    expect(assessment).toMatchObject({
      verdict: "approve_unused",
      reasons: [
        { code: "in_window", text: "Refunds are possible for 14 days; less than a day has passed since the purchase." },
        { code: "unused", text: "The license has not been used, and nothing was downloaded with it." },
      ],
      units: [{ kind: "initial", amount: 50, verdict: "approve_unused", selectable: true }],
      amount: 50,
      refundable: 50,
      facts: { units: [{ activations_ever: 0, delivery: "sent" }] },
    })
    expect(requests).toEqual([])
  })

  it("see that a license was used", async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    await app.orders.activate(await app.orders.reveal(license!), "a device")
    expect((await desk.assess(order)).assessment).toMatchObject({
      verdict: "review_used",
      reasons: [{ code: "in_window" }, { code: "used", text: "The license was activated 1 time." }],
    })
  })

  it("see that the same was bought twice", async () => {
    const first = await app.orders.aPaidOrder()
    const second = await app.orders.aPaidOrder({ email: first.email })
    expect((await desk.assess(second)).assessment).toMatchObject({ verdict: "approve_duplicate" })
    expect((await desk.assess(first)).assessment).toMatchObject({ verdict: "approve_unused" })
  })

  it("see no second purchase in a renewal, but in the next one of the same license", async () => {
    const sold = await app.orders.aPaidOrder({ basket: { team: 1 } })
    const [license] = await app.orders.licenses(sold)
    const renewals = [await renewed(license!), await renewed(license!)]
    for (const [index, verdict] of (["approve_unused", "approve_duplicate"] as const).entries()) {
      expect((await desk.assess(renewals[index]!)).assessment).toMatchObject({ verdict, units: [{ kind: "renewal" }] })
    }
    expect((await desk.assess(sold)).assessment).toMatchObject({ verdict: "approve_unused" })
  })

  it("do not count to the buyer what somebody else paid for the buyer's license", async () => {
    const sold = await app.orders.aPaidOrder({ basket: { team: 1 } })
    const [license] = await app.orders.licenses(sold)
    const othersOf = async (order: Order) => (await desk.assess(order)).assessment.facts
    const renewal = await renewed(license!)
    await desk.refund(renewal)
    expect(await othersOf(sold)).toMatchObject({ earlier_refunds: 1, other_orders: [{ order_id: renewal.id }] })

    const db = app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await db.raw(`UPDATE "order" SET email = ? WHERE id = ?`, [` ${sold.email.toUpperCase()} `, renewal.id])
    expect(await othersOf(sold)).toMatchObject({ earlier_refunds: 1 })
    await db.raw(`UPDATE "order" SET email = ? WHERE id = ?`, ["somebody-else@example.com", renewal.id])
    expect(await othersOf(sold)).toMatchObject({ earlier_refunds: 0, other_orders: [] })
  })

  it("refund all of an order: the money goes back, the license ends, the customer is told", async () => {
    const order = await app.orders.aPaidOrder()
    expect(await desk.refund(order)).toMatchObject({ status: "refunded", amount: 50, overridden: false })
    expect(await desk.refunded(order)).toEqual([50])
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "revoked", status_reason: "refunded" }])
    expect(app.mailbox.mailsTo(order.email, ENDED)).toHaveLength(1)
    const [told] = app.mailbox.mailsTo(order.email, BACK)
    expect(told!.subject).toContain("€50.00")
    expect((await desk.assess(order)).assessment).toMatchObject({ verdict: "already_refunded" })
    await expect(desk.refund(order)).rejects.toThrow("answered 400")
    expect(await desk.refunded(order)).toEqual([50])
  })

  it("refund one of two units, and exactly its license ends", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first, second] = await app.orders.licenses(order)
    // Reconciliation by itself would take the other one, which nobody uses.
    await app.orders.activate(await app.orders.reveal(first!), "a device")
    const request = await desk.refund(order, { units: [first!.id] })
    expect(request).toMatchObject({ status: "refunded", amount: 50 })
    expect(await desk.refunded(order)).toEqual([50])
    expect(await app.orders.licenses(order)).toMatchObject([
      { id: first!.id, status: "revoked", status_reason: "unit_refunded" },
      { id: second!.id, status: "active" },
    ])
    const [ended] = app.mailbox.mailsTo(order.email, ENDED)
    expect(ended!.text).toContain("it was refunded")
    expect(await app.orders.reconcile(order)).toMatchObject({ issued: [], revoked: [], reinstated: [], flags: [] })

    const { assessment } = await desk.assess(order)
    expect(assessment.units.map(({ verdict }) => verdict)).toEqual(["already_refunded", "approve_unused"])
    expect(assessment).toMatchObject({ verdict: "approve_unused", amount: 50 })
    expect(await desk.refund(order)).toMatchObject({ status: "refunded", amount: 50 })
    expect(await desk.refunded(order)).toEqual([50, 50])
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "revoked"])
    expect(app.mailbox.mailsTo(order.email, ENDED)).toHaveLength(2)
  })

  it("tell of several units that they refund at once in one mail", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 3 } })
    const [first, second] = await app.orders.licenses(order)
    await desk.refund(order, { units: [first!.id, second!.id] })
    expect(app.mailbox.mailsTo(order.email, ENDED)).toHaveLength(1)
  })

  it("refund a unit, sell it again, and refund it once more", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    await desk.refund(order, { units: [first!.id] })
    await app.orders.edit(order, { set: { solo: 2 } })
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
    await app.orders.payOutstanding(order, 50)
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["active", "active"])

    expect((await desk.assess(order)).assessment).toMatchObject({ amount: 100, refundable: 100 })
    expect(await desk.refund(order, { units: [first!.id] })).toMatchObject({ status: "refunded", amount: 50 })
    expect(await desk.refunded(order)).toEqual([50, 50])
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
    expect(app.mailbox.mailsTo(order.email, ENDED)).toHaveLength(2)
  })

  it("refund a line among others, and keep the rest of the order", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 1, team: 1, mug: 1 } })
    const licenses = await app.orders.licenses(order)
    const team = licenses.find(({ plan }) => plan.code === "team")!
    await desk.refund(order, { units: [team.id] })
    expect(await desk.refunded(order)).toEqual([200])
    const after = await app.orders.licenses(order)
    expect(after.map(({ plan, status }) => [plan.code, status]).sort()).toEqual([
      ["solo", "active"],
      ["team", "revoked"],
    ])
    // The mug is none of the license center's: it is no unit, and its price stays.
    expect((await desk.assess(order)).assessment).toMatchObject({ amount: 50, refundable: 60 })
  })

  it("roll a renewal back whose time has not come", async () => {
    const sold = await app.orders.aPaidOrder({ basket: { team: 1 } })
    const [license] = await app.orders.licenses(sold)
    await app.orders.activate(await app.orders.reveal(license!), "a device")
    const renewal = await renewed(license!)
    await placedBefore(renewal, 30)
    expect((await desk.assess(renewal)).assessment).toMatchObject({
      verdict: "approve_renewal_rollback",
      units: [{ kind: "renewal", license_id: license!.id, amount: 200 }],
    })
    await desk.refund(renewal)
    expect(await desk.refunded(renewal)).toEqual([200])
    expect(await app.orders.licenses(sold)).toMatchObject([{ status: "active", expires_at: license!.expires_at }])
  })

  it("refund a renewal once more that was sold again", async () => {
    const sold = await app.orders.aPaidOrder({ basket: { team: 1 } })
    const [license] = await app.orders.licenses(sold)
    const { result } = await createRenewalCartWorkflow(app.container).run({ input: { license_ids: [license!.id] } })
    const renewal = await app.orders.completed(result.cart_id)
    await app.orders.capture(renewal)
    await app.orders.edit(renewal, { set: { team: 2 } })
    await app.orders.payOutstanding(renewal, 200)
    const [unit] = (await desk.assess(renewal)).assessment.units
    await desk.refund(renewal, { units: [unit!.unit_id] })
    const verdicts = async () => (await desk.assess(renewal)).assessment.units.map(({ verdict }) => verdict)
    expect(await verdicts()).toContain("already_refunded")
    await app.orders.edit(renewal, { set: { team: 2 } })
    await app.orders.payOutstanding(renewal, 200)
    expect(await verdicts()).not.toContain("already_refunded")
  })

  it("refund against the verdict only with a reason", async () => {
    const order = await app.orders.aPaidOrder()
    await placedBefore(order, 30)
    expect((await desk.assess(order)).assessment).toMatchObject({ verdict: "decline_window" })
    await expect(desk.refund(order)).rejects.toThrow("answered 400")
    expect(await desk.refunded(order)).toEqual([])
    expect(await desk.refund(order, { reason: "an old friend of the house" })).toMatchObject({
      status: "refunded",
      overridden: true,
      decision_reason: "an old friend of the house",
    })
    // What an operator says to operators is not mailed.
    expect(app.mailbox.mailsTo(order.email, BACK)[0]!.text).not.toContain("friend")
  })

  it("refund a part of the price when they say so, and no more than the price", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    for (const amount of [51, 0, -1]) {
      await expect(desk.refund(order, { units: [first!.id], amount })).rejects.toThrow("answered 400")
    }
    expect(await desk.refund(order, { units: [first!.id], amount: 20.0004 })).toMatchObject({ amount: 20 })
    expect(await desk.refunded(order)).toEqual([20])
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
  })

  it("refund the units that they saw, and no other that the order gained since", async () => {
    const order = await app.orders.aPaidOrder()
    const { assessment } = await desk.assess(order)
    const seen = { units: assessment.units.map(({ unit_id }) => unit_id), amount: assessment.amount }
    await app.orders.edit(order, { set: { solo: 2 } })
    await app.orders.payOutstanding(order, 50)
    expect(await desk.refund(order, seen)).toMatchObject({ status: "refunded", amount: 50 })
    expect(await desk.refunded(order)).toEqual([50])
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
    const left = (await desk.assess(order)).assessment.units.find(({ verdict }) => verdict !== "already_refunded")!
    const path = `/admin/license-center/refund-assessments/${order.id}/refund`
    const again = app.store.admin.ask("post", path, { units: [left.unit_id], amount: 100 })
    expect((await again.expect(400)).body.message).toBe(
      "What is chosen comes to 50 EUR now: 100 EUR cannot be paid back for it"
    )
  })

  it("do not cancel an order as unpaid that was paid meanwhile", async () => {
    const order = await app.orders.anOrder({ basket: { invoice: 1 } })
    expect((await desk.assess(order)).assessment).toMatchObject({ verdict: "void_instead" })
    await app.orders.capture(order)
    await expect(desk.refund(order, { amount: 0 })).rejects.toThrow("answered 400")
    expect(await desk.refunded(order)).toEqual([])
  })

  it("end an order that is not paid yet, instead of paying back", async () => {
    const order = await app.orders.anOrder({ basket: { invoice: 1 } })
    expect((await desk.assess(order)).assessment).toMatchObject({ verdict: "void_instead", amount: 0 })
    await expect(desk.refund(order, { amount: 50 })).rejects.toThrow("answered 400")
    expect(await desk.refund(order, { amount: 0 })).toMatchObject({ status: "refunded", amount: 0 })
    const { order: ended } = await app.store.admin.get(`/admin/orders/${order.id}`)
    expect(ended.status).toBe("canceled")
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "revoked", status_reason: "canceled" }])
    expect(app.mailbox.mailsTo(order.email, /is canceled/)).toHaveLength(1)
  })

  it("end all of an order that is not paid yet, and no part of it", async () => {
    const order = await app.orders.anOrder({ basket: { invoice: 2 } })
    const [first, second] = (await desk.assess(order)).assessment.units
    await expect(desk.refund(order, { units: [first!.unit_id] })).rejects.toThrow("answered 400")
    const { order: kept } = await app.store.admin.get(`/admin/orders/${order.id}`)
    expect(kept.status).not.toBe("canceled")
    expect((await desk.assess(order)).requests).toEqual([])
    expect(await desk.refund(order, { units: [first!.unit_id, second!.unit_id] })).toMatchObject({ amount: 0 })
  })

  it("refund who was erased without their address coming back", async () => {
    const order = await app.orders.aPaidOrder()
    const erased = { email: order.email, confirm: order.email, reason: "asked by letter" }
    await app.store.admin.ask("post", "/admin/license-center/customers/erase", erased).expect(200)
    const { id } = await desk.refund(order)
    const { requests } = app.container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    expect(await requests.retrieve(id)).toMatchObject({
      status: "refunded",
      email: expect.stringMatching(/@erased\.invalid$/),
    })
    expect(app.mailbox.mailsTo(order.email, BACK)).toEqual([])
  })

  it("are told of units and orders that there are not", async () => {
    const order = await app.orders.aPaidOrder()
    await expect(desk.assess({ id: "order_none" })).rejects.toThrow("answered 404")
    await expect(desk.refund(order, { units: ["lic_none"] })).rejects.toThrow("answered 400")
    await expect(desk.approve("lcrfr_none")).rejects.toThrow("answered 404")
    await expect(desk.decline("lcrfr_none", "no")).rejects.toThrow("answered 404")
  })
}

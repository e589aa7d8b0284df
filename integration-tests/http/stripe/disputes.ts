import type { Order } from "../../setup/orders"
import type { App } from "../../setup/app"
import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import { sendNoticesWorkflow } from "../../../src/workflows/notices"
import { sweepPaymentEventsWorkflow } from "../../../src/workflows/payments/workflows/sweep-payment-events"
import { editionsOf } from "../orders/editions"
import { StripeShop } from "./shop"

/** What a dispute does to the licenses that it is about. */
export function disputes(app: App): void {
  const shop = new StripeShop(app)
  const states = async (order: Order) =>
    (await app.orders.licenses(order)).map(({ status, status_reason }) => [status, status_reason])
  const VALID = ["active", null]
  const SUSPENDED = ["suspended", "dispute"]
  const REVOKED = ["revoked", "dispute"]
  const verdict = async (order: Order) => {
    const [license] = await app.orders.licenses(order)
    const [key] = app.mailbox.keysTo(order.email)
    const product = app.store.product.handle
    const answer = await app.store.anyone.ask("post", "/license-center/v1/validate", {
      key,
      product,
      fingerprint: `device of ${license!.id}`,
    })
    return answer.body.code as string
  }

  it("suspends the licenses of the order, and gives them back when it is won", async () => {
    const order = await shop.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    await app.orders.activate(app.mailbox.keysTo(order.email)[0]!, `device of ${license!.id}`)
    await shop.tell(shop.dispute(order.intent, "created", "needs_response"))
    expect(await states(order)).toEqual([SUSPENDED])
    expect(await verdict(order)).toBe("SUSPENDED")
    await shop.tell(shop.dispute(order.intent, "updated", "under_review"))
    expect(await states(order)).toEqual([SUSPENDED])
    await shop.tell(shop.dispute(order.intent, "closed", "won"))
    expect(await states(order)).toEqual([VALID])
    expect(await verdict(order)).toBe("VALID")
    const { events } = await app.store.admin.get(`/admin/license-center/licenses/${license!.id}/events?limit=50`)
    const names = (events as { name: string; actor_type: string; reason: string | null }[]).map(
      ({ name, actor_type, reason }) => [name, actor_type, reason]
    )
    expect(names).toContainEqual(["license.suspended", "system", "disputed"])
    expect(names).toContainEqual(["license.reinstated", "system", "dispute_over"])
  })

  it("revokes them when it is lost, and tells their holder once", async () => {
    const order = await shop.aPaidOrder({ solo: 2 })
    await shop.tell(shop.dispute(order.intent, "created", "needs_response"))
    await shop.tell(shop.dispute(order.intent, "closed", "lost"))
    expect(await states(order)).toEqual([REVOKED, REVOKED])
    expect(await app.orders.reconcile(order)).toMatchObject({ issued: [], revoked: [], suspended: [], reinstated: [] })
    await sendNoticesWorkflow(app.container).run({ input: {} })
    expect(app.mailbox.mailsTo(order.email, /ended/)).toHaveLength(1)
    expect(app.mailbox.keysTo(order.email)).toHaveLength(2)
  })

  it("that was closed before its beginning is heard ends as it ended", async () => {
    const [won, lost] = [await shop.aPaidOrder(), await shop.aPaidOrder()]
    for (const [order, end] of [
      [won, "won"],
      [lost, "lost"],
    ] as const) {
      const begun = shop.dispute(order.intent, "created", "needs_response")
      await shop.tell(shop.dispute(order.intent, "closed", end), begun, begun)
    }
    expect(await states(won)).toEqual([VALID])
    expect(await states(lost)).toEqual([REVOKED])
  })

  it("that only asks suspends nothing", async () => {
    const order = await shop.aPaidOrder()
    await shop.tell(shop.dispute(order.intent, "created", "warning_needs_response"))
    expect(await states(order)).toEqual([VALID])
  })

  it("leaves alone what an operator suspended, before it or during it", async () => {
    const { admin } = app.store
    const order = await shop.aPaidOrder({ solo: 3 })
    const [before, during] = await app.orders.licenses(order)
    await admin.post(`/admin/license-center/licenses/${before!.id}/suspend`, { reason: "resold" })
    await shop.tell(shop.dispute(order.intent, "created", "needs_response"))
    await admin.post(`/admin/license-center/licenses/${during!.id}/suspend`, { reason: "resold" })
    await shop.tell(shop.dispute(order.intent, "closed", "won"))
    expect(await states(order)).toEqual([["suspended", "operator"], ["suspended", "operator"], VALID])
  })

  it("does not argue with an operator who lets a license go on", async () => {
    const { admin } = app.store
    const order = await shop.aPaidOrder({ solo: 1 })
    const [license] = await app.orders.licenses(order)
    await shop.tell(shop.dispute(order.intent, "created", "needs_response"))
    await admin.post(`/admin/license-center/licenses/${license!.id}/reinstate`, { reason: "a mistake of the bank" })
    await shop.tell(shop.dispute(order.intent, "updated", "under_review"))
    expect(await states(order)).toEqual([VALID])
    await shop.tell(shop.dispute(order.intent, "closed", "lost"))
    expect(await states(order)).toEqual([REVOKED])
    await admin.post(`/admin/license-center/licenses/${license!.id}/reinstate`, { reason: "goodwill" })
    expect(await app.orders.reconcile(order)).toMatchObject({ revoked: [], flags: [{ code: "KEPT_BY_OPERATOR" }] })
    expect(await states(order)).toEqual([VALID])
  })

  it("suspends what is issued while it is open", async () => {
    const { orders } = app
    const order = await orders.anOrder()
    const intent = await shop.paidBy(order)
    await shop.tell(shop.dispute(intent, "created", "needs_response"))
    expect(await states(order)).toEqual([])
    await orders.capture(order)
    expect(await states(order)).toEqual([SUSPENDED])
  })

  it("is heard before its order exists, and is followed when it does", async () => {
    const intent = shop.anIntent()
    await shop.tell(shop.dispute(intent, "created", "needs_response"))
    const order = await app.orders.aPaidOrder()
    await shop.paidBy(order, intent)
    expect(await states(order)).toEqual([VALID])
    await shop.sql("UPDATE license_center_payment_event SET updated_at = now() - interval '1 day'")
    const { result } = await sweepPaymentEventsWorkflow(app.container).run({})
    expect(result).toEqual({ tried: 1, failed: [] })
    expect(await states(order)).toEqual([SUSPENDED])
  })

  it("reaches the sweep of orders when its own event is lost", async () => {
    const intent = shop.anIntent()
    await shop.tell(shop.dispute(intent, "created", "needs_response"))
    const order = await app.orders.aPaidOrder()
    await shop.paidBy(order, intent)
    expect(await app.orders.reconcile(order)).toMatchObject({ suspended: [expect.any(String)] })
    expect(await states(order)).toEqual([SUSPENDED])
  })

  it("about a renewal suspends what that renewed, and takes only the term when it is lost", async () => {
    const { orders } = app
    const sold = await shop.aPaidOrder({ team: 1 })
    const [license] = await orders.licenses(sold)
    const { result } = await createRenewalCartWorkflow(app.container).run({ input: { license_ids: [license!.id] } })
    const renewal = await orders.completed(result.cart_id)
    await orders.capture(renewal)
    const intent = await shop.paidBy(renewal)
    await shop.tell(shop.dispute(intent, "created", "needs_response"))
    expect(await states(sold)).toEqual([SUSPENDED])
    expect(await orders.reconcile(sold)).toMatchObject({ reinstated: [] })
    await shop.tell(shop.dispute(intent, "closed", "lost"))
    expect(await orders.licenses(sold)).toMatchObject([
      { status: "active", status_reason: null, expires_at: license!.expires_at },
    ])
  })

  describe("about an upgrade that left the end where it was", () => {
    const { theEditions, aLicense, bought } = editionsOf(app)
    const BIG = { plan: { code: "business" }, seats: { limit: 20 } }
    const SMALL = { plan: { code: "starter" }, seats: { limit: 5 } }

    /** A license that one order sold and another one upgraded, each with its payment. */
    const upgraded = async () => {
      const { starter, business } = await theEditions()
      const { sold, license, ends_at } = await aLicense(starter)
      const { order } = await bought(license.id, business)
      const expires_at = ends_at.toISOString()
      expect(await app.orders.licenses(sold)).toMatchObject([{ ...BIG, status: "active", expires_at }])
      return { sold, order, expires_at, of_sale: await shop.paidBy(sold), of_upgrade: await shop.paidBy(order) }
    }

    it("suspends the license, and gives it back as it was upgraded when it is won", async () => {
      const { sold, order, expires_at, of_upgrade } = await upgraded()
      await shop.tell(shop.dispute(of_upgrade, "created", "needs_response"))
      expect(await states(sold)).toEqual([SUSPENDED])
      for (const seen of [sold, order]) {
        expect(await app.orders.reconcile(seen)).toMatchObject({ reinstated: [], downgraded: [] })
      }
      await shop.tell(shop.dispute(of_upgrade, "closed", "won"))
      expect(await states(sold)).toEqual([VALID])
      expect(await app.orders.licenses(sold)).toMatchObject([{ ...BIG, expires_at }])
    })

    it("takes back the upgrade alone when it is lost", async () => {
      const { sold, order, expires_at, of_upgrade } = await upgraded()
      await shop.tell(shop.dispute(of_upgrade, "created", "needs_response"))
      await shop.tell(shop.dispute(of_upgrade, "closed", "lost"))
      expect(await states(sold)).toEqual([VALID])
      expect(await app.orders.licenses(sold)).toMatchObject([{ ...SMALL, expires_at }])
      for (const seen of [sold, order]) {
        expect(await app.orders.reconcile(seen)).toMatchObject({ upgraded: [], revoked: [], suspended: [] })
      }
    })

    it("goes on while the order that sold the license is disputed as well, whose loss revokes it", async () => {
      const { sold, of_sale, of_upgrade } = await upgraded()
      await shop.tell(shop.dispute(of_upgrade, "created", "needs_response"))
      await shop.tell(shop.dispute(of_sale, "created", "needs_response"))
      await shop.tell(shop.dispute(of_upgrade, "closed", "won"))
      expect(await states(sold)).toEqual([SUSPENDED])
      await shop.tell(shop.dispute(of_sale, "closed", "lost"))
      expect(await states(sold)).toEqual([REVOKED])
    })
  })
}

import type { App } from "../../setup/app"
import { StripeShop } from "./shop"

/** Money that an operator gives back in Stripe's own dashboard, past Medusa. */
export function dashboardRefunds(app: App): void {
  const shop = new StripeShop(app)

  it("revokes the licenses when all of it went back, as a refund in Medusa does", async () => {
    const order = await shop.aPaidOrder()
    await shop.tell(shop.refund(order.intent, { of: 5000, back: 5000 }))
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "revoked", status_reason: "refunded" }])
  })

  it("keeps the licenses and flags the order when a part went back, until the rest does", async () => {
    const order = await shop.aPaidOrder({ solo: 2 })
    await shop.tell(shop.refund(order.intent, { of: 10_000, back: 5000 }))
    const kept = await app.orders.licenses(order)
    expect(kept).toMatchObject([{ status: "active" }, { status: "active" }])
    const flag = { code: "PARTIAL_REFUND", detail: expect.stringContaining("50 was refunded") }
    expect(await app.orders.reconcile(order)).toMatchObject({ revoked: [], flags: [flag] })
    await app.store.admin.post(`/admin/license-center/licenses/${kept[0]!.id}/revoke`, { reason: "what it was for" })
    expect(await app.orders.reconcile(order)).toMatchObject({ flags: [] })
    await shop.tell(shop.refund(order.intent, { of: 10_000, back: 10_000 }))
    expect(await app.orders.licenses(order)).toMatchObject([
      { status_reason: "operator" },
      { status: "revoked", status_reason: "refunded" },
    ])
  })

  it("counts a refund in Medusa once when Stripe tells of it too", async () => {
    const order = await shop.aPaidOrder({ solo: 2 })
    await app.orders.refund(order, app.store.price("solo"))
    // The provider of tests forgets its data at each refund.
    await shop.paidBy(order, order.intent)
    await shop.tell(shop.refund(order.intent, { of: 10_000, back: 5000 }))
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "active" }, { status: "active" }])
  })
}

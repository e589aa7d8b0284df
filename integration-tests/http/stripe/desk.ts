import type { App } from "../../setup/app"
import { KEY } from "../../setup/mailbox"
import { StripeShop } from "./shop"

/** What operators see of what Stripe told. */
export function deskTests(app: App): void {
  const shop = new StripeShop(app)

  it("see open disputes of their orders with the day to answer by, and what else was told", async () => {
    const { admin } = app.store
    const order = await shop.aPaidOrder()
    const begun = shop.dispute(order.intent, "created", "needs_response")
    await shop.tell(begun, shop.warning(order.intent), shop.refund(order.intent, { of: 5000, back: 1000 }))
    const { disputes } = await admin.get("/admin/license-center/disputes?status=open")
    expect(disputes).toMatchObject([
      {
        order_id: order.id,
        order_display_id: order.display_id,
        email: order.email,
        standing: "open",
        reason: "fraudulent",
        amount: 49,
        evidence_due_at: expect.any(String),
      },
    ])
    const told = await admin.get(`/admin/license-center/orders/${order.id}/payments`)
    expect(told).toMatchObject({
      disputes: [{ external_id: `dp_${order.intent}` }],
      warnings: [{ fraud_type: "made_with_stolen_card", acknowledged_at: null }],
      external_refunds: [{ amount_refunded: 10, full: false }],
    })
    expect(told.events).toHaveLength(3)
    await admin.post(`/admin/license-center/payment-warnings/${told.warnings[0].id}/acknowledge`)
    const seen = await admin.get(`/admin/license-center/orders/${order.id}/payments`)
    expect(seen.warnings).toMatchObject([
      { acknowledged_at: expect.any(String), acknowledged_by: expect.stringMatching(/^user_/) },
    ])
    expect((await admin.get("/admin/license-center/disputes?status=closed")).disputes).toEqual([])
  })

  it("get a file of evidence that names mails, devices and requests, and no key", async () => {
    const order = await shop.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    const [key] = app.mailbox.keysTo(order.email)
    await app.store.anyone.post("/license-center/v1/activate", {
      key,
      product: app.store.product.handle,
      fingerprint: "a device",
      name: "Ada's <Mac>",
    })
    await shop.tell(shop.dispute(order.intent, "created", "needs_response"))
    const file = await app.store.admin.ask("get", `/admin/license-center/orders/${order.id}/evidence`)
    expect(file.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-disposition": `attachment; filename="evidence-order-${order.display_id}.html"`,
    })
    for (const text of [order.email, license!.masked_key, "Ada&#x27;s &lt;Mac&gt;", `dp_${order.intent}`, "DE"]) {
      expect(file.text).toContain(text)
    }
    const { title } = app.store.product
    expect(file.text).toContain(`<td>${title} – `)
    expect(file.text).not.toContain(`${title} – ${title}`)
    expect(file.text).not.toContain(key)
    expect(file.text.match(KEY)).toBeNull()
    const stranger = await app.store.anyone.ask("get", `/admin/license-center/orders/${order.id}/evidence`)
    expect(stranger.status).toBe(401)
  })
}

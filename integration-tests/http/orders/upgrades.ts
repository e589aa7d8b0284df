import { Modules } from "@medusajs/framework/utils"
import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import type { App } from "../../setup/app"
import type { Order } from "../../setup/orders"
import { DAY_MS, DAYS_GONE, editionsOf } from "./editions"

/** A license that becomes more: the difference is paid by a cart and an order of Medusa's own. */
export function upgrades(app: App): void {
  const { theEditions, aLicense, aCart, bought } = editionsOf(app)
  const now = async (sold: Order) => (await app.orders.licenses(sold))[0]!

  it("is paid by the difference for the days left, gives more seats under the same key, and is taken back by its refund", async () => {
    const { orders, store, mailbox } = app
    const { starter, business } = await theEditions()
    const { sold, license, ends_at } = await aLicense(starter)
    const { cart_id, quote } = await aCart(license.id, business)
    const left = Math.ceil((ends_at.getTime() - Date.now()) / DAY_MS)
    const share = left / (left + DAYS_GONE)
    expect(quote).toMatchObject({ days_left: left, currency_code: "eur", seats: 20 })
    expect(quote.due).toBeCloseTo(300 * share, 1)
    expect(quote.due).toBeCloseTo(quote.price - quote.credit, 6)
    const { cart } = await store.shop.get(`/store/carts/${cart_id}`)
    expect(cart).toMatchObject({ email: sold.email, region_id: store.region_id })
    const title = `Nimbus Draw · Upgrade to business · TEST-…-${license.masked_key.slice(-5)}`
    expect(cart.items).toMatchObject([{ variant_id: business, quantity: 1, unit_price: quote.due, title }])

    // Addresses, an address of tax and whatever else makes Medusa count the cart anew leave the price.
    const order = await orders.completed(cart_id)
    expect(await now(sold)).toMatchObject({ plan: { code: "starter" }, seats: { limit: 5 } })
    const placed = await app.store.admin.get(`/admin/orders/${order.id}`)
    expect(placed.order.items).toMatchObject([{ title, product_title: "Nimbus Draw" }])
    const [payment] = await orders.payments(order)
    expect(payment!.amount).toBe(quote.due)
    await orders.capture(order)
    expect(await now(sold)).toMatchObject({
      id: license.id,
      plan: { code: "business" },
      seats: { limit: 20 },
      expires_at: ends_at.toISOString(),
    })
    expect(await orders.licenses(order)).toEqual([])
    expect(mailbox.keysTo(sold.email)).toHaveLength(1)
    expect(mailbox.mailsTo(sold.email, /^Your license for Nimbus Draw is now business$/)).toHaveLength(1)
    expect(await orders.reconcile(order)).toMatchObject({ upgraded: [], issued: [], flags: [] })
    expect(await orders.reconcile(sold)).toMatchObject({ resized: [], unchanged: [license.id] })

    await orders.refund(order, quote.due)
    expect(await now(sold)).toMatchObject({ plan: { code: "starter" }, seats: { limit: 5 }, status: "active" })
    expect(await orders.reconcile(sold)).toMatchObject({ unchanged: [license.id], flags: [] })
  })

  it("begins a longer term, then none that ends, each for its price less what was paid for what is left", async () => {
    const { starter, decade, forever } = await theEditions()
    const { sold, license, ends_at } = await aLicense(starter)
    const longer = await bought(license.id, decade)
    const left = Math.ceil((ends_at.getTime() - Date.now()) / DAY_MS)
    expect(longer.quote.price).toBe(1500)
    expect(longer.quote.credit).toBeCloseTo((200 * left) / (left + DAYS_GONE), 1)
    const { expires_at } = await now(sold)
    expect(new Date(expires_at!).getUTCFullYear()).toBe(new Date().getUTCFullYear() + 10)

    const endless = await aCart(license.id, forever)
    expect(endless.quote).toMatchObject({ price: 900, due: 0, expires_at: null })
    const order = await app.orders.completed(endless.cart_id)
    expect(await now(sold)).toMatchObject({ plan: { code: "forever" }, expires_at: null, seats: { limit: 10 } })
    await app.orders.cancel(order)
    expect(await now(sold)).toMatchObject({ plan: { code: "decade" }, expires_at })
    await expect(aCart(license.id, starter)).rejects.toMatchObject({
      message: "The plan has a shorter term than the license",
    })
    await expect(aCart(license.id, app.store.variants.mug)).rejects.toMatchObject({
      message: expect.stringContaining("not sold as another plan"),
    })
  })

  it("waits for an operator when the license has changed since its price was counted", async () => {
    const { orders } = app
    const { starter, business } = await theEditions()
    const { sold, license } = await aLicense(starter)
    const { cart_id, quote } = await aCart(license.id, business)
    const renewed = await createRenewalCartWorkflow(app.container).run({ input: { license_ids: [license.id] } })
    await orders.capture(await orders.completed(renewed.result.cart_id))
    const order = await orders.completed(cart_id)
    await orders.capture(order)
    expect(await now(sold)).toMatchObject({ plan: { code: "starter" } })
    expect(await orders.licenses(order)).toEqual([])
    // Who checks the order is told, and has decided nothing by it.
    expect((await orders.reconcile(order)).flags).toMatchObject([{ code: "UPGRADE_STALE" }])
    const at = `/admin/license-center/reconcile/${order.id}`
    const review = await app.store.admin.get(at)
    const [stale] = review.stale_upgrades
    expect(review.flags).toMatchObject([{ code: "UPGRADE_STALE", detail: expect.not.stringContaining(license.id) }])
    expect(stale).toMatchObject({ reason: "changed", license: { id: license.id }, paid: quote.due })
    expect(stale.today.due).toBeGreaterThan(quote.due)
    const { line_item_id } = stale
    expect(await app.store.admin.post(`${at}/apply-upgrade`, { line_item_id })).toMatchObject({
      upgraded: [license.id],
      flags: [],
    })
    expect(await now(sold)).toMatchObject({ plan: { code: "business" } })
    expect(await app.store.admin.get(at)).toMatchObject({ flags: [], upgrades: [{ to_plan: "business" }] })
  })

  it("counts a renewal that was paid a moment ago before its term was laid, and none that was refunded a moment ago", async () => {
    const { orders, container } = app
    const { starter, business } = await theEditions()
    const { sold, license, ends_at } = await aLicense(starter)
    const renewed = await createRenewalCartWorkflow(container).run({ input: { license_ids: [license.id] } })
    const renewal = await orders.completed(renewed.result.cart_id)
    const [payment] = await orders.payments(renewal)
    // As when the process dies between the capture and its event, or the event waits its turn.
    await container.resolve(Modules.PAYMENT).capturePayment({ payment_id: payment!.id })
    expect(await now(sold)).toMatchObject({ expires_at: ends_at.toISOString() })
    const { quote } = await aCart(license.id, business)
    expect(quote.days_left).toBeGreaterThan(365)

    await container.resolve(Modules.PAYMENT).refundPayment({ payment_id: payment!.id })
    const bare = await bought(license.id, business)
    expect(bare.quote.days_left).toBe(Math.ceil((ends_at.getTime() - Date.now()) / DAY_MS))
    expect(await now(sold)).toMatchObject({ plan: { code: "business" } })
    expect(await orders.reconcile(bare.order)).toMatchObject({ flags: [] })
  })

  it("sells no license for the difference, when its buyer takes the offer's name off the line", async () => {
    const { orders, store } = app
    const { starter, business } = await theEditions()
    const { sold, license } = await aLicense(starter)
    const { cart_id, quote } = await aCart(license.id, business)
    const { cart } = await store.shop.get(`/store/carts/${cart_id}`)
    const [line] = cart.items
    const changed = { quantity: 2, metadata: { license_center_offer: "" } }
    const after = await store.shop.post(`/store/carts/${cart_id}/line-items/${line.id}`, changed)
    expect(after.cart.items).toMatchObject([{ unit_price: quote.due, quantity: 2 }])
    const order = await orders.completed(cart_id)
    await orders.capture(order)
    expect(await orders.licenses(order)).toEqual([])
    expect(await now(sold)).toMatchObject({ plan: { code: "business" } })
    const { flags } = await orders.reconcile(order)
    expect(flags.map(({ code }) => code)).toEqual(["UPGRADE_PAID_TWICE"])
  })
}

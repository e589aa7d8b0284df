import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"

/** When licenses come to be, and what the buyer is mailed. */
export function issuing(app: App): void {
  it("mails the key once the order is captured, and not before", async () => {
    const { orders, mailbox } = app
    const order = await orders.anOrder()
    expect(await orders.reconcile(order)).toMatchObject({ issued: [], unchanged: [], flags: [] })
    expect(await orders.licenses(order)).toEqual([])
    expect(mailbox.mailsTo(order.email)).toEqual([])

    await orders.capture(order)
    const [license] = await orders.licenses(order)
    expect(license).toMatchObject({ status: "active", state: "active", email: order.email, plan: { code: "solo" } })
    expect(license!.delivery).toMatchObject({ status: "sent", to: order.email, attempts: 1, last_error: null })
    const key = await orders.reveal(license!)
    expect(mailbox.mailsTo(order.email)).toMatchObject([{ keys: [key], html: expect.stringContaining(key) }])
    expect(license!.masked_key).not.toContain(key.split("-")[1])
  })

  it("issues nothing for a part of the money, and everything once the rest is captured", async () => {
    const { orders, mailbox, store } = app
    const order = await orders.anOrder()
    await orders.capture(order, store.price("solo") - 1)
    expect(await orders.licenses(order)).toEqual([])
    expect((await orders.reconcile(order)).issued).toEqual([])

    await orders.capture(order, 1)
    expect(await orders.licenses(order)).toHaveLength(1)
    expect(mailbox.mailsTo(order.email)).toHaveLength(1)
  })

  it("issues one key a unit and mails them together", async () => {
    const { orders, mailbox } = app
    const order = await orders.aPaidOrder({ basket: { solo: 3, mug: 2 } })
    const licenses = await orders.licenses(order)
    expect(licenses.map(({ unit_index }) => unit_index)).toEqual([0, 1, 2])
    const mails = mailbox.mailsTo(order.email)
    expect(mails).toHaveLength(1)
    const keys = await orders.revealAll(licenses)
    expect(new Set(keys).size).toBe(3)
    expect([...mails[0]!.keys].sort()).toEqual(keys.sort())
  })

  it("multiplies the seats of one key when that is what the quantity means", async () => {
    const { orders } = app
    const order = await orders.aPaidOrder({ basket: { team: 2 } })
    expect(await orders.licenses(order)).toMatchObject([{ seats: { limit: 10, used: 0 }, plan: { code: "team" } }])
  })

  it("hands out a payable plan at authorization, and only that plan", async () => {
    const { orders, mailbox } = app
    const order = await orders.anOrder({ basket: { invoice: 1, solo: 1 } })
    expect(await orders.licenses(order)).toMatchObject([{ plan: { code: "invoice" }, delivery: { status: "sent" } }])
    expect(mailbox.keysTo(order.email)).toHaveLength(1)

    await orders.capture(order)
    expect(await orders.licenses(order)).toHaveLength(2)
    expect(mailbox.keysTo(order.email)).toHaveLength(2)
    expect(mailbox.mailsTo(order.email)).toHaveLength(2)
  })

  it("takes an order that a promotion made free for paid", async () => {
    const { orders, mailbox, store } = app
    const { promotion } = await store.admin.post("/admin/promotions", {
      code: "FREE",
      type: "standard",
      status: "active",
      application_method: { type: "percentage", target_type: "order", value: 100, currency_code: "eur" },
    })
    const order = await orders.anOrder({ promo: promotion.code })
    expect(await orders.licenses(order)).toMatchObject([{ status: "active", delivery: { status: "sent" } }])
    expect(mailbox.keysTo(order.email)).toHaveLength(1)
    expect((await orders.reconcile(order)).flags).toEqual([])

    await orders.cancel(order)
    expect(await orders.licenses(order)).toMatchObject([{ status: "revoked", status_reason: "canceled" }])
  })

  it("waits for the payment of a draft order that became an order", async () => {
    const { orders, mailbox, store } = app
    const order = await orders.aConvertedDraft({ email: aBuyer(), basket: { solo: 2 } })
    expect(await orders.licenses(order)).toEqual([])
    expect((await orders.reconcile(order)).issued).toEqual([])

    await orders.payOutstanding(order, 2 * store.price("solo"))
    expect(await orders.licenses(order)).toHaveLength(2)
    expect(mailbox.keysTo(order.email)).toHaveLength(2)
  })

  it("leaves a draft alone, whatever it holds", async () => {
    const { orders, store } = app
    const { draft_order } = await store.admin.post("/admin/draft-orders", {
      email: aBuyer(),
      region_id: store.region_id,
      sales_channel_id: store.sales_channel_id,
      items: [{ variant_id: store.variants.solo, quantity: 1, unit_price: 0 }],
    })
    const order = await orders.read(draft_order.id)
    expect(await orders.reconcile(order)).toMatchObject({ issued: [], unchanged: [] })
  })

  it("gives the same buyer the keys of both orders, however the address was written", async () => {
    const { orders, mailbox } = app
    const email = aBuyer()
    const first = await orders.aPaidOrder({ email })
    const second = await orders.aPaidOrder({ email: email.replace("buyer", "Buyer") })
    const licenses = [...(await orders.licenses(first)), ...(await orders.licenses(second))]
    expect(licenses.map((license) => license.email)).toEqual([email, email])
    expect(mailbox.keysTo(email).sort()).toEqual((await orders.revealAll(licenses)).sort())
    expect(mailbox.mailsTo(email)).toHaveLength(2)
  })

  it("does nothing for an order without a license", async () => {
    const { orders, mailbox } = app
    const order = await orders.aPaidOrder({ basket: { mug: 1 } })
    const result = await orders.reconcile(order)
    expect(Object.entries(result).filter(([, list]) => list.length)).toEqual([])
    expect(Object.keys(result)).toContain("issued")
    expect(mailbox.mailsTo(order.email)).toEqual([])
  })

  it("changes nothing when it is asked again", async () => {
    const { orders, mailbox } = app
    const order = await orders.aPaidOrder({ basket: { solo: 2 } })
    const before = await orders.licenses(order)
    expect(before).toHaveLength(2)
    for (const _again of [1, 2]) {
      const result = await orders.reconcile(order)
      expect(result).toMatchObject({ issued: [], revoked: [], reinstated: [], resized: [], flags: [] })
      expect([...result.unchanged].sort()).toEqual(before.map(({ id }) => id).sort())
    }
    expect(await orders.licenses(order)).toEqual(before)
    expect(mailbox.mailsTo(order.email)).toHaveLength(1)
  })

  it("issues and mails exactly once when ten runs race", async () => {
    const { orders, mailbox, events } = app
    const dropped = events.drop()
    const order = await orders.aPaidOrder({ basket: { solo: 3 } })
    dropped.restore()
    const results = await Promise.all(Array.from({ length: 10 }, () => orders.reconcile(order)))
    expect(results.flatMap(({ issued }) => issued)).toHaveLength(3)
    const licenses = await orders.licenses(order)
    expect(licenses.map(({ unit_index }) => unit_index)).toEqual([0, 1, 2])
    const mails = mailbox.mailsTo(order.email)
    expect(mails).toHaveLength(1)
    expect([...mails[0]!.keys].sort()).toEqual((await orders.revealAll(licenses)).sort())
  })

  it("answers 404 for an order that does not exist", async () => {
    await app.store.admin.ask("post", "/admin/license-center/reconcile/order_unknown").expect(404)
  })
}

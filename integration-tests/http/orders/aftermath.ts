import type { App } from "../../setup/app"

/** What edits, returns, refunds and cancellations do to licenses that were sold. */
export function aftermath(app: App): void {
  const ENDED = /ended/

  it("revokes the license of a canceled order and tells its holder once", async () => {
    const { orders, mailbox } = app
    const order = await orders.aPaidOrder()
    await orders.cancel(order)
    const [license] = await orders.licenses(order)
    expect(license).toMatchObject({ status: "revoked", state: "revoked", status_reason: "canceled" })
    const [, told] = mailbox.mailsTo(order.email)
    expect(told).toMatchObject({ subject: expect.stringMatching(ENDED), keys: [] })
    expect(told!.text).toContain(license!.masked_key)

    expect(await orders.reconcile(order)).toMatchObject({ issued: [], revoked: [], unchanged: [license!.id] })
    expect(mailbox.mailsTo(order.email)).toHaveLength(2)
  })

  it("says nothing to the buyer of an order that is canceled before it is paid", async () => {
    const { orders, mailbox } = app
    const order = await orders.anOrder()
    await orders.cancel(order)
    expect(await orders.licenses(order)).toEqual([])
    expect(mailbox.mailsTo(order.email)).toEqual([])
  })

  it("drops the mail with a key that was revoked before it could be sent, and does not tell of its end", async () => {
    const { orders, mailbox, store } = app
    await mailbox.switchOff()
    const order = await orders.aPaidOrder()
    const [before] = await orders.licenses(order)
    expect(before!.delivery).toMatchObject({ status: "pending", attempts: 1 })
    await orders.cancel(order)
    await mailbox.switchOn()
    await store.admin.post(`/admin/license-center/notices/${before!.delivery!.notice_id}/retry`)

    expect(await orders.licenses(order)).toMatchObject([{ status: "revoked", delivery: { status: "canceled" } }])
    const { notices } = await store.admin.get(`/admin/license-center/notices?order_id=${order.id}`)
    expect(notices).toHaveLength(1)
    expect(mailbox.mailsTo(order.email)).toEqual([])
  })

  it("revokes everything when all of the money went back", async () => {
    const { orders, mailbox, store } = app
    const order = await orders.aPaidOrder({ basket: { solo: 2 } })
    await orders.refund(order, 2 * store.price("solo"))
    const revoked = { status: "revoked", status_reason: "refunded" }
    expect(await orders.licenses(order)).toMatchObject([revoked, revoked])
    expect(mailbox.mailsTo(order.email, ENDED)).toHaveLength(1)
  })

  it("keeps the licenses and asks the operator when a part of the money went back without an item", async () => {
    const { orders, mailbox, store } = app
    const order = await orders.aPaidOrder({ basket: { solo: 2 } })
    await orders.refund(order, store.price("solo"))
    const active = { status: "active", status_reason: null }
    expect(await orders.licenses(order)).toMatchObject([active, active])
    expect(await orders.reconcile(order)).toMatchObject({ revoked: [], flags: [{ code: "PARTIAL_REFUND" }] })
    expect(mailbox.mailsTo(order.email, ENDED)).toEqual([])
  })

  it("ends the license of a unit that an edit took away, one that was never activated first", async () => {
    const { orders, mailbox } = app
    const order = await orders.aPaidOrder({ basket: { solo: 3 } })
    const before = await orders.licenses(order)
    // The last unit is the one that would go if it did not matter who uses what.
    for (const license of [before[0]!, before[2]!]) {
      await orders.activate(await orders.reveal(license), `device of ${license.id}`)
    }
    await orders.edit(order, { set: { solo: 2 } })
    expect(await orders.licenses(order)).toMatchObject([
      { status: "active", seats: { used: 1 } },
      { status: "revoked", status_reason: "quantity_reduced" },
      { status: "active", seats: { used: 1 } },
    ])
    expect(mailbox.mailsTo(order.email, ENDED)).toMatchObject([
      { text: expect.stringContaining(before[1]!.masked_key) },
    ])
  })

  it("ends the license of a line that an edit took away altogether", async () => {
    const { orders } = app
    const order = await orders.aPaidOrder({ basket: { solo: 1, invoice: 1 } })
    await orders.edit(order, { set: { solo: 0 } })
    const licenses = await orders.licenses(order)
    expect(licenses.map(({ plan, status }) => [plan.code, status]).sort()).toEqual([
      ["invoice", "active"],
      ["solo", "revoked"],
    ])
  })

  it("lets a unit that an edit added wait for its money", async () => {
    const { orders, mailbox, store } = app
    const order = await orders.aPaidOrder()
    await orders.edit(order, { set: { solo: 2 } })
    expect(await orders.licenses(order)).toHaveLength(1)
    expect(await orders.reconcile(order)).toMatchObject({ issued: [], flags: [{ code: "PAYMENT_SHORT" }] })

    await orders.payOutstanding(order, store.price("solo"))
    const licenses = await orders.licenses(order)
    expect(licenses).toMatchObject([{ status: "active" }, { status: "active" }])
    const [first, second] = mailbox.mailsTo(order.email)
    expect(first!.keys).toEqual([await orders.reveal(licenses[0]!)])
    expect(second!.keys).toEqual([await orders.reveal(licenses[1]!)])
    expect(await orders.reconcile(order)).toMatchObject({ issued: [], flags: [] })
  })

  it("issues a line that an edit added once it is paid", async () => {
    const { orders, store } = app
    const order = await orders.aPaidOrder()
    await orders.edit(order, { add: { team: 1 } })
    expect(await orders.licenses(order)).toHaveLength(1)
    await orders.payOutstanding(order, store.price("team"))
    expect((await orders.licenses(order)).map(({ plan }) => plan.code).sort()).toEqual(["solo", "team"])
  })

  it("adds seats to the same key when they are paid, and takes them away at once", async () => {
    const { orders, mailbox, store } = app
    const order = await orders.aPaidOrder({ basket: { team: 1 } })
    await orders.edit(order, { set: { team: 3 } })
    expect(await orders.licenses(order)).toMatchObject([{ seats: { limit: 5 } }])
    await orders.payOutstanding(order, 2 * store.price("team"))
    expect(await orders.licenses(order)).toMatchObject([{ seats: { limit: 15 } }])
    await orders.edit(order, { set: { team: 2 } })
    expect(await orders.licenses(order)).toMatchObject([{ seats: { limit: 10 }, status: "active" }])
    expect(mailbox.keysTo(order.email)).toHaveLength(1)
  })

  it("ends as many licenses as units came back, the never activated one first", async () => {
    const { orders, store } = app
    const order = await orders.aPaidOrder({ basket: { solo: 2 } })
    const [, second] = await orders.licenses(order)
    await orders.activate(await orders.reveal(second!), "a device")
    await orders.fulfil(order, "solo", 2)
    await orders.giveBack(order, "solo", 1)
    expect(await orders.licenses(order)).toMatchObject([
      { status: "revoked", status_reason: "returned" },
      { status: "active" },
    ])
    // The money of the returned unit goes back afterwards, which takes no second license with it.
    await orders.refund(order, store.price("solo"))
    expect((await orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
    expect(await orders.reconcile(order)).toMatchObject({ issued: [], revoked: [], flags: [] })
  })

  it("follows an exchange: the new license comes, the old one ends when its unit is received", async () => {
    const { orders } = app
    const order = await orders.aPaidOrder({ basket: { solo: 1 } })
    await orders.fulfil(order, "solo", 1)
    const { return_id } = await orders.exchange(order, "solo", "invoice")
    await orders.receive(return_id, [{ id: order.lines.solo!, quantity: 1 }])
    const licenses = await orders.licenses(order)
    expect(licenses.map(({ plan, status, status_reason }) => [plan.code, status, status_reason]).sort()).toEqual([
      ["invoice", "active", null],
      ["solo", "revoked", "returned"],
    ])
  })

  it("does not argue with an operator who brought a license back", async () => {
    const { orders, mailbox, store } = app
    const order = await orders.aPaidOrder()
    await orders.cancel(order)
    const [license] = await orders.licenses(order)
    await store.admin.post(`/admin/license-center/licenses/${license!.id}/reinstate`, { reason: "goodwill" })
    expect(await orders.reconcile(order)).toMatchObject({ revoked: [], unchanged: [license!.id] })
    expect(await orders.licenses(order)).toMatchObject([{ status: "active", status_reason: null }])
    // The key, its end, and the key once more: it is valid again.
    const mails = mailbox.mailsTo(order.email)
    expect(mails.map(({ keys }) => keys.length)).toEqual([1, 0, 1])
    expect(mailbox.keysTo(order.email)).toHaveLength(1)
  })

  it("does not issue anew what an operator revoked", async () => {
    const { orders, store } = app
    const order = await orders.aPaidOrder()
    const [license] = await orders.licenses(order)
    await store.admin.post(`/admin/license-center/licenses/${license!.id}/revoke`, { reason: "resold" })
    expect(await orders.reconcile(order)).toMatchObject({ issued: [], reinstated: [], unchanged: [license!.id] })
  })

  it("follows the buyer to another address", async () => {
    const { orders, mailbox, store, events } = app
    const order = await orders.aPaidOrder()
    const email = `moved-${order.email}`
    await store.admin.post(`/admin/orders/${order.id}`, { email })
    await events.settled()
    const [license] = await orders.licenses(order)
    expect(license).toMatchObject({ email, status: "active" })
    expect(mailbox.mailsTo(email)).toEqual([])

    await store.admin.post(`/admin/license-center/licenses/${license!.id}/resend`)
    expect(mailbox.keysTo(email)).toEqual(mailbox.keysTo(order.email))
  })

  it("mails a key that is still waiting to the corrected address", async () => {
    const { orders, mailbox, store, events } = app
    await mailbox.switchOff()
    const order = await orders.aPaidOrder()
    const email = `corrected-${order.email}`
    await store.admin.post(`/admin/orders/${order.id}`, { email })
    await events.settled()
    await mailbox.switchOn()
    const [license] = await orders.licenses(order)
    await store.admin.post(`/admin/license-center/notices/${license!.delivery!.notice_id}/retry`)
    expect(mailbox.mailsTo(order.email)).toEqual([])
    expect(mailbox.keysTo(email)).toEqual([await orders.reveal(license!)])
  })
}

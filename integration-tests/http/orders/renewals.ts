import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import type { App } from "../../setup/app"
import type { License } from "../../setup/orders"

/** A license that is paid for again: a cart and an order of Medusa's own, and a term of the same license. */
export function renewals(app: App): void {
  const aCart = async (license_ids: string[], align_to?: string) => {
    const { result } = await createRenewalCartWorkflow(app.container).run({ input: { license_ids, align_to } })
    return result.cart_id
  }
  const readCart = async (id: string) => (await app.store.shop.get(`/store/carts/${id}`)).cart
  /** What a storefront may write on a line of a cart. */
  const change = (cart: { id: string; items: { id: string }[] }, fields: object) =>
    app.store.shop.post(`/store/carts/${cart.id}/line-items/${cart.items[0]!.id}`, { quantity: 1, ...fields })
  /** A license of the team plan, its renewal's price as given, and its end in so many days. */
  const aTeam = async (plan: object = {}, ends_in?: number) => {
    const { admin, plans } = app.store
    await admin.post(`/admin/license-center/plans/${plans.team.id}`, plan)
    const sold = await app.orders.aPaidOrder({ basket: { team: 1 } })
    const [license] = (await app.orders.licenses(sold)) as [License]
    return ends_in === undefined ? { sold, license } : { sold, license: await endsIn(license, ends_in) }
  }
  const endsIn = async (license: License, days: number) => {
    const licensing = app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const [term] = await licensing.listLicenseTerms({ license_id: license.id })
    const ends_at = new Date(Date.now() + days * 86_400_000)
    const starts_at = new Date(ends_at.getTime() - 365 * 86_400_000)
    await licensing.updateLicenseTerms({ id: term!.id, starts_at, ends_at })
    return { ...license, expires_at: ends_at.toISOString() }
  }
  const endOf = async (license: License) => {
    const { license: read } = await app.store.admin.get(`/admin/license-center/licenses/${license.id}`)
    return read.expires_at as string
  }
  const inAYear = (date: string | null) => {
    const end = new Date(date!)
    end.setUTCFullYear(end.getUTCFullYear() + 1)
    return end.toISOString()
  }

  /** As an order's page asks. */
  const renewedBy = async (order_id: string) =>
    (await app.store.admin.get(`/admin/license-center/licenses?renewed_by_order_id=${order_id}`)).licenses

  it("is bought by a cart at the variant's price, adds a term when paid, and is taken back with its refund", async () => {
    const { orders, mailbox, store } = app
    const sold = await orders.aPaidOrder({ basket: { team: 2 } })
    const [license] = await orders.licenses(sold)
    const cart_id = await aCart([license!.id])
    const { cart } = await store.shop.get(`/store/carts/${cart_id}`)
    expect(cart).toMatchObject({ email: sold.email, region_id: store.region_id, currency_code: "eur" })
    expect(cart.items).toMatchObject([
      { variant_id: store.variants.team, quantity: 2, unit_price: store.price("team") },
    ])

    const renewal = await orders.completed(cart_id)
    expect(await orders.licenses(sold)).toMatchObject([{ expires_at: license!.expires_at }])
    await orders.capture(renewal)
    const renewed = { id: license!.id, expires_at: inAYear(license!.expires_at), seats: { limit: 10, used: 0 } }
    expect(await orders.licenses(sold)).toMatchObject([renewed])
    // The same key: none is issued, and none is mailed again.
    expect(await orders.licenses(renewal)).toEqual([])
    expect(await renewedBy(renewal.id)).toMatchObject([renewed])
    const [told] = await mailbox.waitFor(sold.email, 1, /is renewed/)
    expect(told!.text).toContain(`#${renewal.display_id}`)
    expect(mailbox.keysTo(sold.email)).toHaveLength(1)
    expect(await orders.reconcile(renewal)).toMatchObject({ renewed: [], issued: [], flags: [] })

    await orders.refund(renewal, 2 * store.price("team"))
    await mailbox.waitFor(sold.email, 1, /renewal of your license .* was taken back/)
    await orders.reconcile(renewal)
    expect(mailbox.mailsTo(sold.email, /renew/)).toHaveLength(2)
    expect(await renewedBy(renewal.id)).toEqual([])
    expect(await orders.licenses(sold)).toMatchObject([{ status: "active", expires_at: license!.expires_at }])
  })

  it("renews several licenses by one order, and only of one address", async () => {
    const { orders } = app
    const sold = await orders.aPaidOrder({ basket: { solo: 2 } })
    const licenses = await orders.licenses(sold)
    const renewal = await orders.completed(await aCart(licenses.map(({ id }) => id)))
    await orders.capture(renewal)
    for (const [index, license] of (await orders.licenses(sold)).entries()) {
      expect(license).toMatchObject({ expires_at: null, updates_until: inAYear(licenses[index]!.updates_until) })
    }
    const [other] = await orders.licenses(await orders.aPaidOrder())
    await expect(aCart([licenses[0]!.id, other!.id])).rejects.toMatchObject({
      message: "Give one or several licenses of one address",
    })
  })

  it("joins on to the end in the grace, and begins when it is paid after it", async () => {
    for (const ends_in of [-5, -9]) {
      const { license } = await aTeam({}, ends_in)
      await app.orders.capture(await app.orders.completed(await aCart([license.id])))
      const end = new Date(await endOf(license)).getTime()
      const from = new Date(inAYear(ends_in === -5 ? license.expires_at : new Date().toISOString())).getTime()
      expect(Math.abs(end - from)).toBeLessThan(ends_in === -5 ? 1 : 60_000)
    }
  })

  it("costs less by the plan's discount, which no storefront can set and Medusa keeps when it counts the cart anew", async () => {
    const { license } = await aTeam({ renewal_discount_percent: 25 })
    const cart = await readCart(await aCart([license.id]))
    expect(cart).toMatchObject({ total: 150, items: [{ unit_price: 150, variant_id: app.store.variants.team }] })
    const line = `/store/carts/${cart.id}/line-items/${cart.items[0].id}`
    expect(await app.store.shop.ask("post", line, { quantity: 1, unit_price: 1 })).toMatchObject({ status: 400 })
    await app.store.shop.post(`/store/carts/${cart.id}`, { region_id: app.store.region_id })
    const renewal = await app.orders.completed(cart.id)
    expect(await readCart(cart.id)).toMatchObject({ total: 150, items: [{ unit_price: 150 }] })
    await app.orders.capture(renewal)
    expect(await endOf(license)).toBe(inAYear(license.expires_at))
  })

  it("is taken out of a cart that goes to another region, where its price means something else", async () => {
    const { license } = await aTeam({ renewal_discount_percent: 25 })
    const { admin, shop } = app.store
    const { region } = await admin.post("/admin/regions", { name: "Japan", currency_code: "jpy", countries: ["jp"] })
    const cart_id = await aCart([license.id])
    await shop.post(`/store/carts/${cart_id}`, { region_id: region.id })
    expect(await readCart(cart_id)).toMatchObject({ currency_code: "jpy", items: [] })
  })

  it("is free at 100 percent, once for the time it adds", async () => {
    const { license } = await aTeam({ renewal_discount_percent: 100 })
    const cart = await readCart(await aCart([license.id]))
    expect(cart).toMatchObject({ total: 0 })
    await change(cart, { quantity: 5 })
    await app.orders.completed(cart.id, { free: true })
    expect(await endOf(license)).toBe(inAYear(license.expires_at))
    await expect(aCart([license.id])).rejects.toMatchObject({
      message: expect.stringContaining("was renewed in advance already"),
    })
  })

  it("is sold by the plan's variant for renewals, which sells no plan itself", async () => {
    const { variants, price } = app.store
    const { license } = await aTeam({ renewal_variant_id: variants.mug })
    const cart = await readCart(await aCart([license.id]))
    expect(cart.items).toMatchObject([{ variant_id: variants.mug, unit_price: price("mug") }])
    const renewal = await app.orders.completed(cart.id)
    await app.orders.capture(renewal)
    expect(await endOf(license)).toBe(inAYear(license.expires_at))
    await app.orders.refund(renewal, price("mug"))
    expect(await endOf(license)).toBe(license.expires_at)
  })

  it("brings several licenses to one date, each for the days it gets, and refuses a date that one of them has reached", async () => {
    const { sold, license } = await aTeam({ renewal_discount_percent: 25 }, 10)
    await app.orders.capture(await app.orders.anOrder({ email: sold.email, basket: { invoice: 1 } }))
    const { licenses } = await app.store.admin.get(
      `/admin/license-center/licenses?q=${encodeURIComponent(sold.email)}&limit=10`
    )
    const other = (licenses as License[]).find(({ id }) => id !== license.id)!
    const both = [license.id, other.id]
    const date = new Date(new Date(other.expires_at!).getTime() + 86_400_000).toISOString()
    const cart = await readCart(await aCart(both, date))
    const days = Math.ceil((Date.parse(date) - Date.parse(license.expires_at!)) / 86_400_000)
    const prices = Object.fromEntries(
      (cart.items as { variant_id: string; unit_price: number }[]).map((line) => [line.variant_id, line.unit_price])
    )
    const year = (end: string) => Math.round((Date.parse(inAYear(end)) - Date.parse(end)) / 86_400_000)
    expect(prices).toEqual({
      [app.store.variants.team]: Math.ceil((15_000 * days) / year(license.expires_at!)) / 100,
      [app.store.variants.invoice]: Math.ceil(10_000 / year(other.expires_at!)) / 100,
    })
    const renewal = await app.orders.completed(cart.id)
    await app.orders.capture(renewal)
    expect([await endOf(license), await endOf(other)]).toEqual([date, date])

    await expect(aCart(both, date)).rejects.toMatchObject({ message: expect.stringContaining("does not end before") })
    await expect(aCart(both, "2099-01-01")).rejects.toMatchObject({ message: expect.stringContaining("two terms") })
    await expect(aCart(both, "soon")).rejects.toMatchObject({ message: expect.stringContaining("Give a date") })
    const latest = await aCart(both, "latest")
    await app.orders.capture(await app.orders.completed(latest))
    expect([await endOf(license), await endOf(other)]).toEqual([inAYear(date), inAYear(date)])
  })

  it("renews what its cart was made for and sells no license, whatever is written on its line", async () => {
    const { license } = await aTeam({ renewal_discount_percent: 25 })
    const [cheap, bare] = [await readCart(await aCart([license.id])), await readCart(await aCart([license.id]))]
    const { license: dear } = await aTeam({ renewal_discount_percent: null })
    const full = await readCart(await aCart([dear.id]))
    await change(cheap, { metadata: full.items[0].metadata })
    await change(bare, { metadata: { license_center_offer: "" } })
    let end = license.expires_at
    for (const cart of [cheap, bare]) {
      const order = await app.orders.completed(cart.id)
      await app.orders.capture(order)
      end = inAYear(end)
      expect([await endOf(license), await endOf(dear)]).toEqual([end, dear.expires_at])
      expect(await app.orders.licenses(order)).toEqual([])
    }
  })

  it("does not renew by a line of another variant", async () => {
    const { license } = await aTeam()
    const { items } = await readCart(await aCart([license.id]))
    const other = await readCart(await app.orders.aCart({ email: license.email, basket: { mug: 1 } }))
    await change(other, { metadata: items[0].metadata })
    await app.orders.capture(await app.orders.completed(other.id))
    expect(await endOf(license)).toBe(license.expires_at)
  })
}

import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import { createUpgradeCartWorkflow } from "../../../src/workflows/upgrades/workflows/create-upgrade-cart"
import type { App } from "../../setup/app"
import { aBuyer, type License, type Order } from "../../setup/orders"

const DAY_MS = 86_400_000
const DAYS_GONE = 165

/** Variants of one product. */
const EDITIONS = {
  starter: { price: 200, plan: { seats: 5, term: "P1Y" } },
  business: { price: 500, plan: { seats: 20, term: "P1Y" } },
  decade: { price: 1500, plan: { seats: 5, term: "P10Y" } },
  forever: { price: 900, plan: { seats: 10, term: null } },
}
type Edition = keyof typeof EDITIONS

/** A license that becomes more: the difference is paid by a cart and an order of Medusa's own. */
export function upgrades(app: App): void {
  const licensing = () => app.container.resolve<LicensingModuleService>(LICENSING_MODULE)

  const theEditions = async (): Promise<Record<Edition, string>> => {
    const { admin, sales_channel_id } = app.store
    const { product } = await admin.post("/admin/products", {
      title: "Nimbus Draw",
      status: "published",
      options: [{ title: "Edition", values: Object.keys(EDITIONS) }],
      variants: Object.entries(EDITIONS).map(([title, { price }]) => ({
        title,
        manage_inventory: false,
        options: { Edition: title },
        prices: [{ currency_code: "eur", amount: price }],
      })),
      sales_channels: [{ id: sales_channel_id }],
    })
    const variants = {} as Record<Edition, string>
    for (const { id, title } of product.variants as { id: string; title: Edition }[]) {
      const fields = { code: title, name: title, key_prefix: "TEST", ...EDITIONS[title].plan }
      const { plan } = await admin.post("/admin/license-center/plans", fields)
      await admin.post(`/admin/license-center/plans/${plan.id}/variants`, { add: [id] })
      variants[title] = id
    }
    return variants
  }

  /** Sold a while ago: its term has run for some days. */
  const aLicense = async (variant_id: string): Promise<{ sold: Order; license: License; ends_at: Date }> => {
    const { orders, store } = app
    const cart_id = await orders.aCart({ email: aBuyer(), basket: {} })
    await store.shop.post(`/store/carts/${cart_id}/line-items`, { variant_id, quantity: 1 })
    const sold = await orders.completed(cart_id)
    await orders.capture(sold)
    const [license] = await orders.licenses(sold)
    const [term] = await licensing().listLicenseTerms({ license_id: license!.id })
    const ago = (date: Date) => new Date(date.getTime() - DAYS_GONE * DAY_MS)
    const ends_at = ago(term!.ends_at!)
    await licensing().updateLicenseTerms({ id: term!.id, starts_at: ago(term!.starts_at), ends_at })
    return { sold, license: license!, ends_at }
  }

  const aCart = async (license_id: string, variant_id: string) => {
    const { result } = await createUpgradeCartWorkflow(app.container).run({ input: { license_id, variant_id } })
    return result
  }
  const bought = async (license_id: string, variant_id: string) => {
    const { cart_id, quote } = await aCart(license_id, variant_id)
    const order = await app.orders.completed(cart_id)
    await app.orders.capture(order)
    return { order, quote, cart_id }
  }
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
    expect(cart.items).toMatchObject([{ variant_id: business, quantity: 1, unit_price: quote.due }])

    // Addresses, an address of tax and whatever else makes Medusa count the cart anew leave the price.
    const order = await orders.completed(cart_id)
    expect(await now(sold)).toMatchObject({ plan: { code: "starter" }, seats: { limit: 5 } })
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
    const { cart_id } = await aCart(license.id, business)
    const renewed = await createRenewalCartWorkflow(app.container).run({ input: { license_ids: [license.id] } })
    await orders.capture(await orders.completed(renewed.result.cart_id))
    const order = await orders.completed(cart_id)
    await orders.capture(order)
    expect(await now(sold)).toMatchObject({ plan: { code: "starter" } })
    expect(await orders.licenses(order)).toEqual([])
    expect(await orders.reconcile(order)).toMatchObject({ upgraded: [license.id], flags: [] })
    expect(await now(sold)).toMatchObject({ plan: { code: "business" } })
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

import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import type { App } from "../../setup/app"

/** A license that is paid for again: a cart and an order of Medusa's own, and a term of the same license. */
export function renewals(app: App): void {
  const aCart = async (license_ids: string[]) => {
    const { result } = await createRenewalCartWorkflow(app.container).run({ input: { license_ids } })
    return result.cart_id
  }
  const inAYear = (date: string | null) => {
    const end = new Date(date!)
    end.setUTCFullYear(end.getUTCFullYear() + 1)
    return end.toISOString()
  }

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
    expect(mailbox.keysTo(sold.email)).toHaveLength(1)
    expect(await orders.reconcile(renewal)).toMatchObject({ renewed: [], issued: [], flags: [] })

    await orders.refund(renewal, 2 * store.price("team"))
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
}

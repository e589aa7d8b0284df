import { randomUUID } from "node:crypto"
import type { Events } from "./events"
import type { OfferName, Store } from "./store"

export type Basket = Partial<Record<OfferName, number>>

export type Order = { id: string; display_id: number; email: string; lines: Partial<Record<OfferName, string>> }

export type License = {
  id: string
  masked_key: string
  status: "active" | "suspended" | "revoked"
  state: string
  status_reason: string | null
  email: string
  order_id: string
  line_item_id: string
  unit_index: number
  seats: { limit: number | null; used: number }
  plan: { id: string; code: string }
  entitlements: string[]
  expires_at: string | null
  updates_until: string | null
  delivery: { notice_id: string; status: string; to: string; attempts: number; last_error: string | null } | null
}

export type Reconciled = {
  issued: string[]
  revoked: string[]
  reinstated: string[]
  renewed: string[]
  reverted: string[]
  upgraded: string[]
  downgraded: string[]
  resized: string[]
  suspended: string[]
  unchanged: string[]
  freed: { license_id: string; activation_id: string }[]
  flags: { code: string; detail: string }[]
}

const ADDRESS = {
  first_name: "Ada",
  last_name: "Buyer",
  address_1: "1 Main St",
  city: "Berlin",
  postal_code: "10115",
  country_code: "de",
}

/** An address that no other test uses. */
export function aBuyer(): string {
  return `buyer-${randomUUID().slice(0, 8)}@example.com`
}

/**
 * What a buyer and an operator do with orders, through Medusa's own API. What changes an order comes back when the
 * subscribers to it are done, so that a test sees what the events made of it, and nothing else ran.
 */
export class Orders {
  constructor(
    private readonly store: Store,
    private readonly events: Events
  ) {}

  /** A cart with its lines and addresses, as a storefront leaves it before the payment. */
  async aCart({ email, basket, promo }: { email: string; basket: Basket; promo?: string }): Promise<string> {
    const { shop, region_id, variants } = this.store
    const { cart } = await shop.post("/store/carts", { region_id, email })
    await shop.post(`/store/carts/${cart.id}`, { shipping_address: ADDRESS, billing_address: ADDRESS })
    for (const [offer, quantity] of Object.entries(basket)) {
      const variant_id = variants[offer as OfferName]
      await shop.post(`/store/carts/${cart.id}/line-items`, { variant_id, quantity })
    }
    if (promo) {
      await shop.post(`/store/carts/${cart.id}/promotions`, { promo_codes: [promo] })
    }
    return cart.id
  }

  /** Bought, with the payment authorised and not captured. With `promo`, which has to make it free, without a payment. */
  async anOrder(given: { email?: string; basket?: Basket; promo?: string } = {}): Promise<Order> {
    const { shop } = this.store
    const email = given.email ?? aBuyer()
    const cart_id = await this.aCart({ ...given, email, basket: given.basket ?? { solo: 1 } })
    if (!given.promo) {
      const { payment_collection } = await shop.post("/store/payment-collections", { cart_id })
      await shop.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
        provider_id: "pp_system_default",
      })
    }
    return this.place(cart_id)
  }

  /** A cart that another made, bought with the payment authorised and not captured; a free one without a payment. */
  async completed(cart_id: string, { free = false } = {}): Promise<Order> {
    const { shop } = this.store
    await shop.post(`/store/carts/${cart_id}`, { shipping_address: ADDRESS, billing_address: ADDRESS })
    if (free) {
      return this.place(cart_id)
    }
    const { payment_collection } = await shop.post("/store/payment-collections", { cart_id })
    await shop.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
      provider_id: "pp_system_default",
    })
    return this.place(cart_id)
  }

  private async place(cart_id: string): Promise<Order> {
    const completed = await this.store.shop.post(`/store/carts/${cart_id}/complete`)
    if (completed.type !== "order") {
      throw new Error(`the cart did not become an order: ${JSON.stringify(completed.error)}`)
    }
    await this.events.settled()
    return this.read(completed.order.id)
  }

  /** Bought and captured in full. */
  async aPaidOrder(given: { email?: string; basket?: Basket } = {}): Promise<Order> {
    const order = await this.anOrder(given)
    await this.capture(order)
    return order
  }

  /** The order's own state; `lines` by what was bought. */
  async read(id: string): Promise<Order> {
    const { order } = await this.store.admin.get(`/admin/orders/${id}?fields=id,display_id,email,*items`)
    const offers = Object.entries(this.store.variants)
    const lines: Order["lines"] = {}
    for (const item of order.items as { id: string; variant_id: string }[]) {
      const offer = offers.find(([, variant_id]) => variant_id === item.variant_id)?.[0] as OfferName | undefined
      if (offer) {
        lines[offer] ??= item.id
      }
    }
    return { id: order.id, display_id: order.display_id, email: order.email, lines }
  }

  async payments(order: Order): Promise<{ id: string; amount: number }[]> {
    const { order: full } = await this.store.admin.get(
      `/admin/orders/${order.id}?fields=id,*payment_collections.payments`
    )
    return full.payment_collections.flatMap((collection: { payments: { id: string }[] }) => collection.payments)
  }

  /** Captures the first payment, or a part of it. */
  async capture(order: Order, amount?: number): Promise<void> {
    const [payment] = await this.payments(order)
    await this.store.admin.post(`/admin/payments/${payment!.id}/capture`, amount === undefined ? {} : { amount })
    await this.events.settled()
  }

  async refund(order: Order, amount: number): Promise<void> {
    const [payment] = await this.payments(order)
    await this.store.admin.post(`/admin/payments/${payment!.id}/refund`, { amount })
    await this.events.settled()
  }

  async cancel(order: Order): Promise<void> {
    await this.store.admin.post(`/admin/orders/${order.id}/cancel`)
    await this.events.settled()
  }

  /** What is outstanding after an edit is paid as an operator does it: a payment collection, marked as paid. */
  async payOutstanding(order: Order, amount: number): Promise<void> {
    const { admin } = this.store
    const { payment_collection } = await admin.post("/admin/payment-collections", { order_id: order.id, amount })
    await admin.post(`/admin/payment-collections/${payment_collection.id}/mark-as-paid`, { order_id: order.id })
    await this.events.settled()
  }

  /** Sets quantities of lines the order has, and adds new ones; requested and confirmed. */
  async edit(order: Order, change: { set?: Basket; add?: Basket }): Promise<void> {
    const { admin, variants } = this.store
    await admin.post("/admin/order-edits", { order_id: order.id })
    for (const [offer, quantity] of Object.entries(change.set ?? {})) {
      await admin.post(`/admin/order-edits/${order.id}/items/item/${order.lines[offer as OfferName]}`, { quantity })
    }
    const added = Object.entries(change.add ?? {})
    if (added.length) {
      const items = added.map(([offer, quantity]) => ({ variant_id: variants[offer as OfferName], quantity }))
      await admin.post(`/admin/order-edits/${order.id}/items`, { items })
    }
    await admin.post(`/admin/order-edits/${order.id}/request`)
    await admin.post(`/admin/order-edits/${order.id}/confirm`)
    await this.events.settled()
  }

  async fulfil(order: Order, offer: OfferName, quantity: number): Promise<void> {
    const { location_id, shipping_option_id } = this.store
    await this.store.admin.post(`/admin/orders/${order.id}/fulfillments`, {
      location_id,
      shipping_option_id,
      items: [{ id: order.lines[offer], quantity }],
    })
  }

  /** Requested and received; the units have to be fulfilled before. */
  async giveBack(order: Order, offer: OfferName, quantity: number): Promise<void> {
    const { admin, location_id } = this.store
    const items = [{ id: order.lines[offer]!, quantity }]
    const { return: made } = await admin.post("/admin/returns", { order_id: order.id, location_id })
    const path = `/admin/returns/${made.id}`
    await admin.post(`${path}/request-items`, { items })
    await admin.post(`${path}/request`, { no_notification: true })
    await this.receive(made.id, items)
  }

  async licenses(order: Order): Promise<License[]> {
    const { licenses } = await this.store.admin.get(
      `/admin/license-center/licenses?order_id=${order.id}&order=created_at&limit=200`
    )
    return (licenses as License[]).sort((a, b) => a.unit_index - b.unit_index)
  }

  /** An operator writes an order and turns it into a real one; nothing is paid. */
  async aConvertedDraft({ email, basket }: { email: string; basket: Basket }): Promise<Order> {
    const { admin, region_id, sales_channel_id, variants } = this.store
    const { draft_order } = await admin.post("/admin/draft-orders", {
      email,
      region_id,
      sales_channel_id,
      shipping_address: ADDRESS,
      billing_address: ADDRESS,
      items: Object.entries(basket).map(([offer, quantity]) => ({
        variant_id: variants[offer as OfferName],
        quantity,
      })),
    })
    await admin.post(`/admin/draft-orders/${draft_order.id}/convert-to-order`)
    await this.events.settled()
    return this.read(draft_order.id)
  }

  /** One line against another, at the same price; the inbound units are requested, not received yet. */
  async exchange(order: Order, back: OfferName, instead: OfferName): Promise<{ return_id: string }> {
    const { admin, location_id, variants, price } = this.store
    const { exchange } = await admin.post("/admin/exchanges", { order_id: order.id })
    const path = `/admin/exchanges/${exchange.id}`
    await admin.post(`${path}/inbound/items`, { location_id, items: [{ id: order.lines[back], quantity: 1 }] })
    await admin.post(`${path}/outbound/items`, {
      items: [{ variant_id: variants[instead], quantity: 1, unit_price: price(back) }],
    })
    await admin.post(`${path}/request`, { no_notification: true })
    await this.events.settled()
    const { exchange: made } = await admin.get(path)
    return { return_id: made.return_id }
  }

  /** The units of a return or an exchange arrive. */
  async receive(return_id: string, items: { id: string; quantity: number }[]): Promise<void> {
    const path = `/admin/returns/${return_id}`
    await this.store.admin.post(`${path}/receive`, {})
    await this.store.admin.post(`${path}/receive-items`, { items })
    await this.store.admin.post(`${path}/receive/confirm`, { no_notification: true })
    await this.events.settled()
  }

  /** Through the operator's button. */
  reconcile(order: Order): Promise<Reconciled> {
    return this.store.admin.post(`/admin/license-center/reconcile/${order.id}`)
  }

  async reveal(license: License): Promise<string> {
    const path = `/admin/license-center/licenses/${license.id}/reveal`
    return (await this.store.admin.post(path, { reason: "to compare with the mail" })).key
  }

  revealAll(licenses: License[]): Promise<string[]> {
    return Promise.all(licenses.map((license) => this.reveal(license)))
  }

  /** A device takes a seat. */
  async activate(key: string, fingerprint: string): Promise<void> {
    const product = this.store.product.handle
    await this.store.anyone.post("/license-center/v1/activate", { key, product, fingerprint })
  }
}

import { AnswerLost, client, Refused, type Client } from "./http"

/** What `seed-store.mjs` prints. */
export type Catalogue = {
  operator: { email: string; password: string }
  publishable_key: string
  region_id: string
  products: { handle: string; variants: { id: string; title: string; plan_code: string | null }[] }[]
}

/** What a buyer wants, and how far the shop knows that it got. */
export type Purchase = {
  email: string
  lines: { variant_id: string; quantity: number }[]
  /** `partly`: half of the money is captured, which is not paid. `unpaid`: authorised only. */
  ending: "paid" | "partly" | "unpaid"
  cart_id: string | null
  order_id: string | null
  captured: boolean
}

type Payment = { id: string; amount: number; canceled_at: string | null; captures?: { amount: number }[] }
type Order = {
  id: string
  email: string
  total: number
  payment_collections: { id: string; payments?: Payment[] }[]
}

const ORDER_FIELDS =
  "id,email,total,*payment_collections,*payment_collections.payments,*payment_collections.payments.captures"
const ADDRESS = {
  first_name: "Ada",
  last_name: "Buyer",
  address_1: "1 Main St",
  city: "Berlin",
  postal_code: "10115",
  country_code: "de",
}

/**
 * A storefront and an operator over the public HTTP API. Every method may be called again after a lost answer: it looks
 * first how far it got.
 */
export class Shop {
  /** Carts that Medusa would not complete after a crash, with its reason; the buyer begins a new one. */
  readonly abandoned: string[] = []
  /** Of a storefront. */
  readonly headers: Record<string, string>
  private readonly store: Client
  private token: string | null = null

  constructor(
    private readonly url: string,
    private readonly catalogue: Catalogue
  ) {
    this.headers = { "x-publishable-api-key": catalogue.publishable_key }
    this.store = client(url, this.headers)
  }

  variant(plan_code: string): string {
    const variants = this.catalogue.products.flatMap((product) => product.variants)
    return variants.find((variant) => variant.plan_code === plan_code)!.id
  }

  /** Signed in once: a token outlives the server that gave it. */
  async admin(): Promise<Client> {
    this.token ??= (await client(this.url).post("/auth/user/emailpass", this.catalogue.operator)).token as string
    return client(this.url, { authorization: `Bearer ${this.token}` })
  }

  /** Brings a purchase to an order whose payment is authorised. */
  async place(purchase: Purchase): Promise<void> {
    await this.fillCart(purchase)
    await this.complete(purchase)
  }

  /** Everything before the click on "buy". */
  async fillCart(purchase: Purchase): Promise<void> {
    if (await this.isPlaced(purchase)) {
      return
    }
    try {
      await this.fill(purchase)
    } catch (error) {
      this.abandonCart(purchase, error)
      await this.fill(purchase)
    }
  }

  private async fill(purchase: Purchase): Promise<void> {
    const { region_id } = this.catalogue
    const { email, lines } = purchase
    if (!purchase.cart_id) {
      const addresses = { shipping_address: ADDRESS, billing_address: ADDRESS }
      purchase.cart_id = (await this.store.post("/store/carts", { region_id, email, ...addresses })).cart.id as string
    }
    const { cart } = await this.store.get(`/store/carts/${purchase.cart_id}`)
    for (const line of lines) {
      // The answer may have been lost after the line was added: it is not added twice.
      if (!cart.items.some((item: { variant_id: string }) => item.variant_id === line.variant_id)) {
        await this.store.post(`/store/carts/${cart.id}/line-items`, line)
      }
    }
    const { payment_collection } = await this.store.post("/store/payment-collections", { cart_id: cart.id })
    await this.store.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
      provider_id: "pp_system_default",
    })
  }

  async complete(purchase: Purchase): Promise<void> {
    if (await this.isPlaced(purchase)) {
      return
    }
    try {
      const answer = await this.store.post(`/store/carts/${purchase.cart_id}/complete`)
      if (answer.type !== "order") {
        throw new Refused(`complete ${purchase.cart_id}`, 200, answer.error)
      }
      purchase.order_id = answer.order.id
    } catch (error) {
      this.abandonCart(purchase, error)
      await this.fill(purchase)
      await this.complete(purchase)
    }
  }

  /** A lost answer is no reason to begin anew, and a shop that never gets through must not go on for ever. */
  private abandonCart(purchase: Purchase, error: unknown): void {
    if (!(error instanceof Refused) || this.abandoned.filter((entry) => entry.includes(purchase.email)).length > 3) {
      throw error
    }
    this.abandoned.push(`${purchase.email}: ${error.message}`)
    purchase.cart_id = null
  }

  /** The order may be there although nobody told us. */
  private async isPlaced(purchase: Purchase): Promise<boolean> {
    if (!purchase.order_id) {
      const admin = await this.admin()
      const { orders } = await admin.get(`/admin/orders?q=${encodeURIComponent(purchase.email)}&fields=id,email`)
      const found = (orders as Order[]).find((order) => order.email === purchase.email)
      purchase.order_id = found?.id ?? null
    }
    return purchase.order_id !== null
  }

  /** Captures what the purchase is to end with, unless it is captured already. */
  async pay(purchase: Purchase): Promise<void> {
    if (purchase.ending === "unpaid" || (await this.isCaptured(purchase))) {
      return
    }
    const order = await this.read(purchase)
    const amount = wanted(purchase, order)
    const payment = paymentsOf(order).find(({ canceled_at }) => !canceled_at)
    if (payment) {
      const admin = await this.admin()
      await admin.post(`/admin/payments/${payment.id}/capture`, purchase.ending === "partly" ? { amount } : {})
    } else {
      await this.markAsPaid(order, amount)
    }
    purchase.captured = true
  }

  /** Asks, unless we know already. */
  async isCaptured(purchase: Purchase): Promise<boolean> {
    if (!purchase.captured) {
      const order = await this.read(purchase)
      const captures = paymentsOf(order).flatMap((payment) => payment.captures ?? [])
      purchase.captured = captures.reduce((sum, { amount }) => sum + amount, 0) >= wanted(purchase, order)
    }
    return purchase.captured
  }

  private async read({ order_id }: Purchase): Promise<Order> {
    const admin = await this.admin()
    return (await admin.get(`/admin/orders/${order_id}?fields=${ORDER_FIELDS}`)).order as Order
  }

  /**
   * Medusa makes the order before it authorises the payment. Killed between the two, it leaves an order that nobody can
   * capture; an operator who sees the money in the bank marks it as paid.
   */
  private async markAsPaid(order: Order, amount: number): Promise<void> {
    const admin = await this.admin()
    const mark = (id: string) => admin.post(`/admin/payment-collections/${id}/mark-as-paid`, { order_id: order.id })
    const [given] = order.payment_collections
    if (given && amount === order.total) {
      const refused = await mark(given.id).then(
        () => null,
        (error) => error
      )
      if (!refused || refused instanceof AnswerLost) {
        if (refused) throw refused
        return
      }
    }
    const { payment_collection } = await admin.post("/admin/payment-collections", { order_id: order.id, amount })
    await mark(payment_collection.id)
  }

  /** Twice at the same time, as when an event and an operator meet. */
  async reconcileTwice(order_id: string): Promise<void> {
    const admin = await this.admin()
    const one = () => admin.post(`/admin/license-center/reconcile/${order_id}`)
    await Promise.all([one(), one()])
  }

  async reveal(license_id: string): Promise<string> {
    const admin = await this.admin()
    const path = `/admin/license-center/licenses/${license_id}/reveal`
    return (await admin.post(path, { reason: "to compare with the mail" })).key as string
  }
}

const paymentsOf = (order: Order) => order.payment_collections.flatMap((collection) => collection.payments ?? [])

const wanted = ({ ending }: Purchase, { total }: Order) => (ending === "partly" ? total / 2 : total)

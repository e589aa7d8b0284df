import { randomUUID } from "node:crypto"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import {
  aDisputeEvent,
  aRefundEvent,
  aWarningEvent,
  posted,
} from "../../../src/modules/refunds/rules/stripe/__tests__/an-event"
import type { App } from "../../setup/app"
import type { Basket, Order } from "../../setup/orders"

export const OWN_SECRET = "whsec_of_license_center"
export const MEDUSAS_SECRET = "whsec_of_medusa"

/** Both of the endpoints' secrets, with one that is on its way out. To be called before the app boots. */
export function withStripeSecrets(): void {
  const settings = {
    LICENSE_CENTER_STRIPE_WEBHOOK_SECRET: `whsec_old, ${OWN_SECRET}`,
    STRIPE_WEBHOOK_SECRET: MEDUSAS_SECRET,
  }
  beforeAll(() => {
    Object.assign(process.env, settings)
  })
  afterAll(() => {
    Object.keys(settings).forEach((name) => delete process.env[name])
  })
}

export const HOOK = "/hooks/license-center/stripe"

/** What Stripe does to a shop: it takes a payment, and posts what becomes of it. */
export class StripeShop {
  private count = 0

  constructor(private readonly app: App) {}

  /** Bought and captured, with the payment as Medusa's Stripe provider leaves it. */
  async aPaidOrder(basket: Basket = { solo: 1 }): Promise<Order & { intent: string }> {
    const order = await this.app.orders.aPaidOrder({ basket })
    return { ...order, intent: await this.paidBy(order) }
  }

  /** The provider of tests keeps no data with a payment; Stripe's keeps the payment intent. */
  async paidBy(order: Order, intent = this.anIntent()): Promise<string> {
    const [payment] = await this.app.orders.payments(order)
    await this.sql("UPDATE payment SET data = ? WHERE id = ?", [JSON.stringify({ id: intent }), payment!.id])
    return intent
  }

  anIntent(): string {
    return `pi_${randomUUID().replaceAll("-", "").slice(0, 24)}`
  }

  /** Each of them newer than the one before, with an id of its own. */
  dispute(
    intent: string,
    happening: "created" | "updated" | "closed",
    status: string,
    more: object = {}
  ): Stripe.Event {
    const fields = { id: `dp_${intent}`, payment_intent: intent, charge: `ch_${intent}`, status, ...more }
    return aDisputeEvent(happening, fields, this.next())
  }

  /** `of` and `back` in cents. */
  refund(intent: string, { of, back }: { of: number; back: number }): Stripe.Event {
    const fields = {
      id: `ch_${intent}`,
      payment_intent: intent,
      amount: of,
      amount_captured: of,
      amount_refunded: back,
    }
    return aRefundEvent({ ...fields, refunded: of === back }, this.next())
  }

  warning(intent: string): Stripe.Event {
    return aWarningEvent({ id: `issfr_${intent}`, payment_intent: intent, charge: `ch_${intent}` }, this.next())
  }

  /** Posts an event as Stripe signs it. */
  post(event: unknown, { secret = OWN_SECRET, at = Date.now() } = {}) {
    const { body, header } = posted(typeof event === "string" ? event : JSON.stringify(event), { secret, at })
    return this.send(body, header)
  }

  send(body: string | Buffer, signature?: string) {
    const request = this.app.store.anyone.ask("post", HOOK).set("content-type", "application/json; charset=utf-8")
    return (signature ? request.set("stripe-signature", signature) : request).send(body)
  }

  /** Posts, and waits for what follows from it. */
  async tell(...events: Stripe.Event[]): Promise<void> {
    for (const event of events) {
      const { status, body } = await this.post(event)
      expect([status, body]).toEqual([200, { status: "taken" }])
    }
    await this.app.events.settled()
  }

  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const knex = this.app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    return (await knex.raw(text, values as never)).rows
  }

  private next(): { id: string; created: number } {
    this.count++
    return { id: `evt_${randomUUID().replaceAll("-", "")}`, created: Math.floor(Date.now() / 1000) - 1000 + this.count }
  }
}

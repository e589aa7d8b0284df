import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { present, sum, toNumber, type Amount } from "../../lib/amounts"
import type { OrderSnapshot } from "../../modules/licensing/services/order-ledger"
import { REFUNDS_MODULE } from "../../modules/refunds"
import type { KnownPayment } from "../../modules/refunds/rules/stripe/refunds"
import type RefundsModuleService from "../../modules/refunds/service"

const FIELDS = [
  "id",
  "display_id",
  "status",
  "is_draft_order",
  "email",
  "customer_id",
  "locale",
  "currency_code",
  "cart.id",
  "total",
  "billing_address.country_code",
  "shipping_address.country_code",
  "summary.*",
  "credit_lines.amount",
  "items.id",
  "items.variant_id",
  "items.quantity",
  "items.unit_price",
  "items.metadata",
  "items.detail.*",
  "payment_collections.captured_amount",
  "payment_collections.refunded_amount",
  "payment_collections.payments.amount",
  "payment_collections.payments.data",
  "payment_collections.payments.canceled_at",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.captures.created_at",
  "payment_collections.payments.refunds.amount",
  "payment_collections.payments.refunds.created_at",
]

/** Where a line of a cart, and then of its order, names the offer that it takes up. */
export const OFFER_METADATA = "license_center_offer"

/**
 * Medusa writes a capture or a refund down before it asks the provider, and deletes it when the provider refuses. One
 * that its collection does not count yet is no money, unless it is so old that no request waits for it any more: then
 * the server died between the two.
 */
const IN_FLIGHT_MS = 45_000

type Payment = {
  amount: Amount
  data?: Record<string, unknown> | null
  canceled_at: Date | string | null
  captures?: (Movement | null)[] | null
  refunds?: (Movement | null)[] | null
}
type Movement = { amount: Amount; created_at: Date | string }
type Collection = { captured_amount?: Amount; refunded_amount?: Amount; payments?: (Payment | null)[] | null }
type Item = {
  id: string
  variant_id: string | null
  quantity: Amount
  unit_price: Amount
  metadata?: Record<string, unknown> | null
  detail?: {
    quantity?: Amount
    return_received_quantity?: Amount
    return_dismissed_quantity?: Amount
    written_off_quantity?: Amount
  } | null
}
type Address = { country_code?: string | null }
type Order = {
  id: string
  display_id: number | null
  status: string
  is_draft_order: boolean | null
  email: string | null
  customer_id: string | null
  locale?: string | null
  currency_code: string
  cart?: { id: string } | null
  billing_address?: Address | null
  shipping_address?: Address | null
  total: Amount
  summary?: { current_order_total?: Amount } | null
  credit_lines?: ({ amount: Amount } | null)[] | null
  items?: (Item | null)[] | null
  payment_collections?: (Collection | null)[] | null
}

/** With the payment intents that Stripe knows its payments by. */
export type OrderRead = OrderSnapshot & { payment_intent_ids: string[] }

/**
 * Reads an order as it is now: what it costs after edits and returns, what was paid and given back (also past Medusa),
 * how many units of each line the buyer holds, and which plan each line's variant sells today.
 *
 * @returns null when there is no such order
 */
export async function readOrder(container: MedusaContainer, order_id: string): Promise<OrderRead | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: order_id } })
  const order = data[0] as unknown as Order | undefined
  if (!order) {
    return null
  }
  const items = present(order.items)
  const variants = await readVariants(
    container,
    items.flatMap((item) => item.variant_id ?? [])
  )
  const collections = present(order.payment_collections)
  const payments = collections.flatMap((collection) => present(collection.payments))
  const known = payments.flatMap(toKnownPayment)
  const refunds = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [gone, paid_back] = await Promise.all([
    refunds.payments.moneyGone(known),
    refunds.requests.paidBackUnits(order.id),
  ])
  const owed = toNumber(order.summary?.current_order_total ?? order.total)
  const captured = sum(collections.map((collection) => moved(collection, "captures", collection.captured_amount)))
  const refunded = sum([
    ...collections.map((collection) => moved(collection, "refunds", collection.refunded_amount)),
    gone.external,
  ])
  // Medusa takes what it refunds beyond what is owed off the total. What goes back past it is to count as the same.
  const forgiven = Math.min(gone.external, Math.max(0, owed - (captured - refunded)))
  const authorized = payments.filter((payment) => !payment.canceled_at)
  return {
    id: order.id,
    display_id: order.display_id,
    status: order.status,
    is_draft: order.is_draft_order === true,
    email: (order.email ?? "").trim().toLowerCase(),
    customer_id: order.customer_id,
    locale: order.locale ?? null,
    currency_code: order.currency_code,
    cart_id: order.cart?.id ?? null,
    country_code: (order.billing_address?.country_code ?? order.shipping_address?.country_code)?.toLowerCase() ?? null,
    total: owed - forgiven,
    credited: sum([...present(order.credit_lines).map((line) => line.amount), forgiven]),
    authorized: sum(authorized.map((payment) => payment.amount)),
    captured,
    paid_at: latest(payments.flatMap((payment) => present(payment.captures))),
    refunded_at: later(latest(payments.flatMap((payment) => present(payment.refunds))), gone.external_at),
    refunded,
    dispute_lost: gone.dispute_lost,
    payment_intent_ids: known.map(({ payment_intent_id }) => payment_intent_id),
    lines: items.map((item) => ({
      ...toLine(item, variants),
      paid_back: paid_back.filter(({ line_item_id }) => line_item_id === item.id),
    })),
  }
}

/** What really moved: what the collection counts, or what its settled rows add up to when the count was never made. */
function moved({ payments }: Collection, kind: "captures" | "refunds", counted: Amount): number {
  const movements = present(payments).flatMap((payment) => present(payment[kind]))
  const settled = movements.filter(({ created_at }) => Date.now() - new Date(created_at).getTime() > IN_FLIGHT_MS)
  return Math.max(toNumber(counted), sum(settled.map((movement) => movement.amount)))
}

/**
 * As Stripe knows it; of other providers nothing is ever told. What Medusa is refunding right now counts as known to it:
 * Stripe may tell of that refund before Medusa counts it, and it must not count twice.
 */
function toKnownPayment({ data, captures, refunds }: Payment): KnownPayment[] {
  const id = data?.id
  if (typeof id !== "string" || !id.startsWith("pi_")) {
    return []
  }
  const total = (movements: (Movement | null)[] | null | undefined) =>
    sum(present(movements).map(({ amount }) => amount))
  return [{ payment_intent_id: id, captured: total(captures), refunded: total(refunds) }]
}

function later(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b)
}

function latest(movements: Movement[]): Date | null {
  return movements.length
    ? new Date(Math.max(...movements.map(({ created_at }) => new Date(created_at).getTime())))
    : null
}

function toLine(item: Item, variants: Map<string, Variant>): OrderSnapshot["lines"][number] {
  const { detail } = item
  const variant = item.variant_id ? variants.get(item.variant_id) : undefined
  // A damaged unit is both dismissed and written off, and a claim writes off what then comes back: the same unit twice.
  const back = sum([detail?.return_received_quantity, detail?.return_dismissed_quantity])
  const returned = Math.max(back, toNumber(detail?.written_off_quantity))
  return {
    line_item_id: item.id,
    quantity: toNumber(detail?.quantity ?? item.quantity) - returned,
    returned,
    plan_id: variant?.license_plan?.id ?? null,
    offer_id: offerIdOf(item),
    unit_price: toNumber(item.unit_price),
    variant_id: item.variant_id,
    // As the product is called today: the line keeps what it was called when it was bought.
    product: variant?.product ?? null,
  }
}

/** A line keeps what its cart's line was given. */
function offerIdOf({ metadata }: Item): string | null {
  const id = metadata?.[OFFER_METADATA]
  return typeof id === "string" ? id : null
}

type Variant = {
  id: string
  license_plan?: { id: string } | null
  product?: { id: string; handle: string; title: string } | null
}

/** The variants by id, with the plan that they sell. What takes up an offer may be sold by one that sells none. */
async function readVariants(container: MedusaContainer, ids: string[]): Promise<Map<string, Variant>> {
  if (!ids.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "license_plan.id", "product.id", "product.handle", "product.title"],
    filters: { id: [...new Set(ids)] },
  })
  return new Map((data as unknown as Variant[]).map((variant) => [variant.id, variant]))
}

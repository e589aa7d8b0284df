import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { present, sum, toNumber, type Amount } from "../../../lib/amounts"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { SoldPiece } from "../../../modules/licensing/services/sold-units"
import { paymentStatus } from "../../../modules/refunds/rules/payment-status"
import type { OtherOrder } from "../../../modules/refunds/rules/facts"

/** What one piece of an order's line is called and was sold for, with tax and after discounts. */
export type PurchasedLine = { id: string; title: string; unit_price: number; quantity: number; fulfilled: number }

export type Purchase = {
  id: string
  display_id: number | null
  status: string
  email: string
  customer_id: string | null
  locale: string | null
  currency_code: string
  created_at: Date
  lines: Map<string, PurchasedLine>
}

type Item = {
  id: string
  title: string | null
  product_title?: string | null
  total?: Amount
  quantity: Amount
  detail?: { quantity?: Amount; fulfilled_quantity?: Amount } | null
}
type Row = Omit<Purchase, "lines" | "created_at" | "email"> & {
  email: string | null
  created_at: Date | string
  items?: (Item | null)[] | null
}

const FIELDS = [
  "id",
  "display_id",
  "status",
  "email",
  "customer_id",
  "locale",
  "currency_code",
  "created_at",
  // Without it Medusa counts no line together either.
  "total",
  "items.*",
  "items.total",
  "items.detail.*",
  "items.tax_lines.*",
  "items.adjustments.*",
]

/** @returns null when there is no such order */
export async function readPurchase(container: MedusaContainer, order_id: string): Promise<Purchase | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: order_id } })
  const row = data[0] as unknown as Row | undefined
  if (!row) {
    return null
  }
  return {
    id: row.id,
    display_id: row.display_id,
    status: row.status,
    email: addressOf(row),
    customer_id: row.customer_id,
    locale: row.locale ?? null,
    currency_code: row.currency_code,
    created_at: new Date(row.created_at),
    lines: new Map(present(row.items).map((item) => [item.id, lineOf(item)])),
  }
}

const addressOf = ({ email }: { email: string | null }) => (email ?? "").trim().toLowerCase()

function lineOf(item: Item): PurchasedLine {
  const quantity = toNumber(item.detail?.quantity ?? item.quantity)
  return {
    id: item.id,
    title: item.product_title ?? item.title ?? "",
    unit_price: quantity > 0 ? toNumber(item.total) / quantity : 0,
    quantity,
    fulfilled: toNumber(item.detail?.fulfilled_quantity),
  }
}

type Payment = {
  amount: Amount
  canceled_at: Date | string | null
  captures?: ({ amount: Amount } | null)[] | null
  refunds?: ({ amount: Amount; created_at: Date | string } | null)[] | null
}
type OtherRow = {
  id: string
  email: string | null
  display_id: number | null
  status: string
  created_at: Date | string
  payment_collections?: ({ payments?: (Payment | null)[] | null } | null)[] | null
}

const OTHER_FIELDS = [
  "id",
  "email",
  "display_id",
  "status",
  "created_at",
  "payment_collections.payments.amount",
  "payment_collections.payments.canceled_at",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.refunds.amount",
  "payment_collections.payments.refunds.created_at",
]

/** Nobody has more orders that matter; whoever has is looked at by a person anyway. */
const MOST_OTHERS = 200
const DAY_MS = 86_400_000
const APART_MS = DAY_MS
const YEAR_MS = 365 * DAY_MS

export type Others = { other_orders: OtherOrder[]; earlier_refunds: number }

/**
 * Of the orders of the same address that sold licenses or more of their time: what was bought within a day of it, and how
 * many were refunded within a year.
 */
export async function readOthers(container: MedusaContainer, purchase: Purchase, now: Date): Promise<Others> {
  if (!purchase.email) {
    return { other_orders: [], earlier_refunds: 0 }
  }
  // Medusa has no index on the addresses of orders.
  const { soldUnits } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const sold = await soldUnits.ordersOf(purchase.email, MOST_OTHERS)
  const ids = sold.filter((id) => id !== purchase.id)
  if (!ids.length) {
    return { other_orders: [], earlier_refunds: 0 }
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: OTHER_FIELDS,
    filters: { id: ids, is_draft_order: false },
  })
  // Somebody else may have paid for more time of the buyer's license.
  const others = (data as unknown as OtherRow[]).filter((other) => addressOf(other) === purchase.email)
  const near = others.filter(({ created_at }) => apart(created_at, purchase.created_at) <= APART_MS)
  const pieces = near.length ? await soldUnits.piecesOf(near.map(({ id }) => id)) : []
  return {
    other_orders: near.flatMap((order) =>
      toOther(
        order,
        pieces.filter(({ order_id }) => order_id === order.id)
      )
    ),
    earlier_refunds: others.filter((other) => refundsOf(other).some((at) => at >= now.getTime() - YEAR_MS)).length,
  }
}

const apart = (a: Date | string, b: Date) => Math.abs(new Date(a).getTime() - b.getTime())

const paymentsOf = ({ payment_collections }: OtherRow) =>
  present(payment_collections).flatMap(({ payments }) => present(payments))

const refundsOf = (order: OtherRow) =>
  paymentsOf(order).flatMap(({ refunds }) => present(refunds).map(({ created_at }) => new Date(created_at).getTime()))

function toOther(order: OtherRow, pieces: SoldPiece[]): OtherOrder[] {
  const payments = paymentsOf(order)
  const money = {
    status: order.status,
    authorized: sum(payments.filter(({ canceled_at }) => !canceled_at).map(({ amount }) => amount)),
    captured: sum(payments.flatMap(({ captures }) => present(captures).map(({ amount }) => amount))),
    refunded: sum(payments.flatMap(({ refunds }) => present(refunds).map(({ amount }) => amount))),
  }
  return pieces.map(({ variant_id, kind, license_id }) => ({
    order_id: order.id,
    display_id: order.display_id,
    ...{ variant_id, kind, license_id },
    purchased_at: new Date(order.created_at),
    payment_status: paymentStatus(money),
    paid: money.captured,
    refunded: money.refunded,
  }))
}

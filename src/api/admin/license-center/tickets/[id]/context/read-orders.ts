import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { getLastPaymentStatus } from "@medusajs/medusa/core-flows"
import { present, sum, toNumber, type Amount } from "../../../../../../lib/amounts"

/** An order as the panel beside a ticket shows it. Amounts as Medusa stores them, in units of the currency. */
export type OrderLine = {
  id: string
  display_id: number
  created_at: Date
  status: string
  payment_status: string
  total: number
  refunded: number
  currency_code: string
}

/** With what only the facts about a refund say. */
export type OrderFacts = OrderLine & { email: string | null; paid: number; paid_at: Date | null }

const FIELDS = [
  "id",
  "display_id",
  "created_at",
  "status",
  "email",
  "currency_code",
  "total",
  "summary.*",
  "payment_collections.*",
  "payment_collections.payments.captures.created_at",
]

type Collection = {
  captured_amount?: Amount
  refunded_amount?: Amount
  payments?: ({ captures?: ({ created_at: Date | string } | null)[] | null } | null)[] | null
}
type Order = Pick<OrderFacts, "id" | "display_id" | "created_at" | "status" | "email" | "currency_code"> & {
  total: Amount
  summary?: { current_order_total?: Amount } | null
  payment_collections?: (Collection | null)[] | null
}

/** Orders of an address, in whatever case it was typed, latest first. */
export function readOrdersOf(container: MedusaContainer, email_key: string, take: number): Promise<OrderFacts[]> {
  const email = { $ilike: email_key.replace(/[\\%_]/g, "\\$&") }
  return readOrders(container, { email, is_draft_order: false }, take)
}

export async function readOrder(container: MedusaContainer, id: string): Promise<OrderFacts | null> {
  const [order] = await readOrders(container, { id }, 1)
  return order ?? null
}

async function readOrders(container: MedusaContainer, filters: object, take: number): Promise<OrderFacts[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: FIELDS,
    filters,
    pagination: { take, skip: 0, order: { created_at: "DESC" } },
  })
  return (data as unknown as Order[]).map(facts)
}

function facts({ payment_collections, summary, total, ...order }: Order): OrderFacts {
  const collections = present(payment_collections)
  const captures = collections
    .flatMap(({ payments }) => present(payments))
    .flatMap(({ captures: made }) => present(made))
    .map(({ created_at }) => new Date(created_at).getTime())
  const { id, display_id, created_at, status, email, currency_code } = order
  return {
    id,
    display_id,
    created_at,
    status,
    email,
    currency_code,
    payment_status: getLastPaymentStatus({ ...order, payment_collections: collections } as never),
    total: toNumber(summary?.current_order_total ?? total),
    paid: sum(collections.map(({ captured_amount }) => captured_amount)),
    refunded: sum(collections.map(({ refunded_amount }) => refunded_amount)),
    paid_at: captures.length ? new Date(Math.max(...captures)) : null,
  }
}

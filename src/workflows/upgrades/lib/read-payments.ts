import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { present, toNumber, type Amount } from "../../../lib/amounts"
import type { PaidStretch } from "../../../modules/licensing/rules/upgrade-quote"
import type { SoldStretch } from "../../../modules/licensing/services/upgrade-offers"
import { readOrder } from "../../orders/read-order"

/** Medusa counts what the lines come to when the order's own total is asked for, with what their amounts are made of. */
const FIELDS = ["currency_code", "total", "items.*", "items.detail.*", "items.tax_lines.*", "items.adjustments.*"]

type Item = {
  id: string
  unit_price: Amount
  total: Amount
  subtotal: Amount
  discount_subtotal: Amount
  detail?: { quantity?: Amount } | null
}

/** A line of an order as it was paid. */
type PaidLine = {
  currency_code: string
  units: number
  /** With its taxes, and without. */
  gross_of_unit: number
  net_of_unit: number
  list_of_unit: number
}

/** By the id of the line. */
export type PaidLines = ReadonlyMap<string, PaidLine>

/** What the price of an upgrade is counted in. */
export type Money = {
  currency_code: string
  tax_inclusive: boolean
  /** What a variant costs now, by its id: what was paid in another currency is measured by it. */
  prices: Map<string, number>
}

/**
 * What was paid for each line of orders: its price less discounts, as far as the money of its order came in and stayed.
 */
export async function readPaidLines(container: MedusaContainer, order_ids: string[]): Promise<PaidLines> {
  return new Map((await Promise.all([...new Set(order_ids)].map((id) => linesOf(container, id)))).flat())
}

/** What was paid for each stretch, in the money that an upgrade is counted in. */
export function paidStretches(
  stretches: SoldStretch[],
  lines: PaidLines,
  money: Money
): (PaidStretch & Pick<SoldStretch, "kind">)[] {
  return stretches.map((stretch) => {
    const { kind, starts_at, ends_at } = stretch
    return { kind, starts_at, ends_at, paid: paidFor(stretch, lines.get(stretch.line_item_id ?? ""), money) }
  })
}

function paidFor(stretch: SoldStretch, line: PaidLine | undefined, money: Money): number {
  if (!line) {
    return 0
  }
  const units = stretch.units ?? line.units
  const of_unit = money.tax_inclusive ? line.gross_of_unit : line.net_of_unit
  if (line.currency_code === money.currency_code) {
    return of_unit * units + stretch.credited
  }
  // As much of today's price as was paid of that day's. A price that was made for one cart says nothing of another's.
  const today = stretch.own_price ? undefined : money.prices.get(stretch.variant_id ?? "")
  return today && line.list_of_unit > 0 ? today * units * Math.min(1, of_unit / line.list_of_unit) : 0
}

async function linesOf(container: MedusaContainer, order_id: string): Promise<[string, PaidLine][]> {
  const snapshot = await readOrder(container, order_id)
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: order_id } })
  const order = data[0] as unknown as { currency_code: string; items?: (Item | null)[] | null } | undefined
  if (!snapshot || !order) {
    return []
  }
  const owed = snapshot.total + snapshot.credited
  const share = owed > 0 ? Math.min(1, Math.max(0, snapshot.captured - snapshot.refunded) / owed) : 1
  return present(order.items).map((item) => {
    const ordered = toNumber(item.detail?.quantity)
    const ofUnit = (paid: number) => (ordered > 0 ? (paid / ordered) * share : 0)
    const line: PaidLine = {
      currency_code: order.currency_code,
      units: snapshot.lines.find(({ line_item_id }) => line_item_id === item.id)?.quantity ?? ordered,
      gross_of_unit: ofUnit(toNumber(item.total)),
      net_of_unit: ofUnit(toNumber(item.subtotal) - toNumber(item.discount_subtotal)),
      list_of_unit: toNumber(item.unit_price),
    }
    return [item.id, line]
  })
}

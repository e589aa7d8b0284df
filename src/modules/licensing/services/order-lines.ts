import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import { takenOffers, type OfferTerms } from "../rules/taken-offers"
import type { OrderSnapshot } from "./order-ledger"

/** What a line was sold as: see the model `LicenseOrderLine`. */
export type SoldLine = {
  id: string
  plan_id: string
  product_id: string
  variant_id: string | null
  /** The offer that the line takes up, if it does. */
  offer_id: string | null
}

type Product = { id: string; handle: string; title: string }

/**
 * Writes down what each line of the order sells, the first time it is seen, and gives back what was written first.
 * A draft is still being made: which plan its lines sell is not kept yet.
 *
 * @returns by line item id, for the lines that were sold as a license
 */
export async function rememberLines(trx: Knex.Transaction, order: OrderSnapshot): Promise<Map<string, SoldLine>> {
  const selling = await sellingLines(trx, order)
  await learnProducts(
    trx,
    order.lines.flatMap(({ plan_id, product }) => (plan_id && product ? [product] : []))
  )
  if (order.is_draft) {
    return byId(selling)
  }
  // Medusa links an order to its cart a moment after it has made it: which offer a line takes up may show only then. What
  // came of the line stands.
  await rows(
    trx,
    `INSERT INTO license_center_order_line AS line (id, order_id, plan_id, product_id, variant_id, offer_id)
     SELECT id, ?, plan_id, product_id, variant_id, offer_id
       FROM jsonb_to_recordset(?::jsonb)
         AS given(id text, plan_id text, product_id text, variant_id text, offer_id text)
     ON CONFLICT (id) DO UPDATE SET offer_id = excluded.offer_id, plan_id = excluded.plan_id, updated_at = now()
       WHERE line.offer_id IS DISTINCT FROM excluded.offer_id AND excluded.offer_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM license_center_license l WHERE l.line_item_id = line.id)
         AND NOT EXISTS (SELECT 1 FROM license_center_term t WHERE t.line_item_id = line.id)
         AND NOT EXISTS (SELECT 1 FROM license_center_plan_change c
                          WHERE c.order_id = line.order_id AND c.line_item_id = line.id)`,
    [order.id, JSON.stringify(selling)]
  )
  return byId(await rememberedLines(trx, order.id))
}

/** As {@link rememberLines}, and nothing is written: what was not seen before is what it sells now. */
export async function readLines(db: Db, order: OrderSnapshot): Promise<Map<string, SoldLine>> {
  return byId([...(await sellingLines(db, order)), ...(await rememberedLines(db, order.id))])
}

const byId = (lines: SoldLine[]) => new Map(lines.map((line) => [line.id, line]))

function rememberedLines(db: Db, order_id: string): Promise<SoldLine[]> {
  return rows<SoldLine>(
    db,
    "SELECT id, plan_id, product_id, variant_id, offer_id FROM license_center_order_line WHERE order_id = ?",
    [order_id]
  )
}

/** What each line sells as the order and its offers are now. */
async function sellingLines(db: Db, order: OrderSnapshot): Promise<SoldLine[]> {
  const offers = takenOffers(order, order.lines, await offersOf(db, order))
  return order.lines.flatMap(({ line_item_id, product, variant_id, plan_id: sells }) => {
    const offer = offers.get(line_item_id)
    // What was offered stands, whatever the variant sells since.
    const plan_id = offer?.plan_id ?? sells
    return plan_id && product
      ? [{ id: line_item_id, plan_id, product_id: product.id, variant_id, offer_id: offer?.id ?? null }]
      : []
  })
}

type Offered = OfferTerms & { plan_id: string }

/** Of the offers that lines name, those there are; and those that the order's cart was made for. */
async function offersOf(db: Db, order: OrderSnapshot): Promise<Offered[]> {
  const ids = order.lines.flatMap(({ offer_id }) => offer_id ?? [])
  if (!ids.length && !order.cart_id) {
    return []
  }
  const offers = await rows<Offered>(
    db,
    `SELECT id, variant_id, plan_id, unit_price, currency_code, cart_id FROM license_center_offer
      WHERE id = ANY(?) OR (cart_id = ? AND deleted_at IS NULL) ORDER BY id`,
    [ids, order.cart_id ?? null]
  )
  // Postgres gives a numeric as text, which holds more digits than a number.
  return offers.map((offer) => ({ ...offer, unit_price: offer.unit_price === null ? null : Number(offer.unit_price) }))
}

/** Whether an order ever sold a license, or has one. */
export async function knowsOrder(db: Db, order_id: string): Promise<boolean> {
  const [row] = await rows<{ known: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM license_center_order_line WHERE order_id = ?)
         OR EXISTS (SELECT 1 FROM license_center_license WHERE order_id = ?) AS known`,
    [order_id, order_id]
  )
  return row!.known
}

/**
 * Writes only what is new, in one order for everyone: a row written is locked until the order's keys are issued, and
 * orders of one product would wait for each other, or orders of two for ever.
 */
async function learnProducts(trx: Knex.Transaction, products: Product[]): Promise<void> {
  const sold = new Map(products.map((product) => [product.id, product]))
  const known = await rows<Product>(trx, "SELECT id, handle, title FROM license_center_product WHERE id = ANY(?)", [
    [...sold.keys()],
  ])
  const current = new Map(known.map((product) => [product.id, product]))
  for (const product of [...sold.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const before = current.get(product.id)
    if (before?.handle !== product.handle || before.title !== product.title) {
      await upsertProduct(trx, product)
    }
  }
}

/** Learns a product's current handle and title, keeping the handles it had. A handle belongs to who has it now. */
export async function upsertProduct(db: Db, product: Product): Promise<void> {
  await rows(
    db,
    `INSERT INTO license_center_product (id, handle, handles, title) VALUES (?, ?, ARRAY[?]::text[], ?)
     ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, title = excluded.title, updated_at = now(),
       handles = CASE WHEN excluded.handle = ANY(license_center_product.handles) THEN license_center_product.handles
                      ELSE license_center_product.handles || excluded.handle END
       WHERE license_center_product.handle <> excluded.handle OR license_center_product.title <> excluded.title`,
    [product.id, product.handle, product.handle, product.title]
  )
  await rows(
    db,
    "UPDATE license_center_product SET handles = array_remove(handles, ?) WHERE id <> ? AND ? = ANY(handles) AND handle <> ?",
    [product.handle, product.id, product.handle, product.handle]
  )
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { reconcileOrderWorkflow } from "../workflows/reconcile-order"

/** Read again at every sweep: a slow transaction commits with an old time. */
const OVERLAP_MS = 5 * 60_000
/** How far the very first sweep looks back. */
const FIRST_MS = 24 * 3_600_000
const PAGE = 200

export type SweepResult = { orders: number; failed: string[] }

/**
 * Reconciles every order that changed, or whose payment changed, since the last sweep. This is what makes events mere
 * hints: with every one of them lost, a paid order has its licenses within two minutes.
 *
 * An order that fails is remembered and tried again by later sweeps; the others go on without it. The mails are left to
 * the job that sends them: a slow mail server must not keep a paid order waiting.
 */
export const sweepOrdersStep = createStep(
  { name: "license-center-sweep-orders", noCompensation: true },
  async (_: void, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const marks = licensing.sweepMarks
    const { until, now } = await marks.read()
    // A mark in the future was set by a clock that ran ahead: nothing may be skipped for that.
    const since = new Date(
      Math.min((until ?? new Date(now.getTime() - FIRST_MS)).getTime(), now.getTime()) - OVERLAP_MS
    )
    const failing = await marks.failing()
    const known = new Set(failing.map(({ order_id }) => order_id))
    const again = new Set(failing.flatMap(({ order_id, due }) => (due ? [order_id] : [])))
    const failed: string[] = []
    let orders = 0
    for await (const order_id of each(again, changedOrders(container, since))) {
      orders++
      try {
        await reconcileOrderWorkflow(container).run({ input: { order_id, mail: "later" } })
        if (known.has(order_id)) {
          await marks.succeeded(order_id)
        }
      } catch (error) {
        failed.push(order_id)
        await marks.failed(order_id)
        logger.error(
          `License Center: order ${order_id} could not be reconciled, a later sweep tries again: ${(error as Error).message}`
        )
      }
    }
    await licensing.syncProducts(await changedProducts(container, since))
    await marks.move(now)
    return new StepResponse<SweepResult>({ orders, failed })
  }
)

/** Those to be tried again first, and nothing twice. */
async function* each(first: Set<string>, then: AsyncIterable<string>): AsyncGenerator<string> {
  yield* first
  for await (const id of then) {
    if (!first.has(id)) {
      yield id
    }
  }
}

/**
 * Ids of the orders changed since, each once. Payments are asked too: a capture does not touch its order. Captures and
 * refunds themselves, too: Medusa writes them before it touches their payment, and may die between the two.
 */
async function* changedOrders(container: MedusaContainer, since: Date): AsyncGenerator<string> {
  const seen = new Set<string>()
  const sources = [
    { entity: "order", fields: ["id"], id: (row: Row) => row.id },
    { entity: "payment_collection", fields: ["id", "order.id"], id: (row: Row) => row.order?.id },
    {
      entity: "payment",
      fields: ["id", "payment_collection.order.id"],
      id: (row: Row) => row.payment_collection?.order?.id,
    },
    ...["capture", "refund"].map((entity) => ({
      entity,
      fields: ["id", "payment.payment_collection.order.id"],
      id: (row: Row) => row.payment?.payment_collection?.order?.id,
    })),
  ]
  for (const { entity, fields, id } of sources) {
    for await (const row of changedRows(container, entity, fields, since)) {
      const order_id = id(row)
      if (order_id && !seen.has(order_id)) {
        seen.add(order_id)
        yield order_id
      }
    }
  }
}

/** A product renamed while nobody listened: the sold software asks by its handle. */
async function changedProducts(container: MedusaContainer, since: Date): Promise<Product[]> {
  const products: Product[] = []
  for await (const row of changedRows(container, "product", ["id", "handle", "title"], since)) {
    products.push(row as Row & Product)
  }
  return products
}

async function* changedRows(
  container: MedusaContainer,
  entity: string,
  fields: string[],
  since: Date
): AsyncGenerator<Row> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  // Paged by id, not by offset: rows that change meanwhile do not shift the pages.
  for (let after = ""; ;) {
    const { data } = await query.graph({
      entity,
      fields,
      filters: { updated_at: { $gte: since }, ...(after && { id: { $gt: after } }) },
      pagination: { take: PAGE, skip: 0, order: { id: "ASC" } },
    } as never)
    const page = data as unknown as Row[]
    yield* page
    if (page.length < PAGE) {
      break
    }
    after = page[page.length - 1]!.id
  }
}

type Product = { id: string; handle: string; title: string }

type Row = {
  id: string
  order?: { id: string } | null
  payment_collection?: { order?: { id: string } | null } | null
  payment?: { payment_collection?: { order?: { id: string } | null } | null } | null
}

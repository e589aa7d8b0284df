import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { reconcileOrderWorkflow } from "../workflows/reconcile-order"

/** The shared mark of how far the sweep has come. */
const MARK = "orders-swept-until"
/** Read again at every sweep: clocks of several servers differ, and a slow transaction commits with an old time. */
const OVERLAP_MS = 5 * 60_000
/** How far the very first sweep looks back. */
const FIRST_MS = 24 * 3_600_000
/** An order that fails again and again is tried this long; then it no longer holds up the rest. */
const GIVE_UP_MS = 24 * 3_600_000
const PAGE = 200

export type SweepResult = { orders: number; failed: string[] }

/**
 * Reconciles every order that changed, or whose payment changed, since the last sweep. This is what makes events mere
 * hints: with every one of them lost, a paid order has its licenses within two minutes.
 */
export const sweepOrdersStep = createStep(
  { name: "license-center-sweep-orders", noCompensation: true },
  async (_: void, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const started = new Date()
    const mark = (await licensing.readMark(MARK)) ?? new Date(started.getTime() - FIRST_MS)
    // A process whose clock ran ahead may have set the mark into the future: nothing may be skipped for that.
    const since = new Date(Math.min(mark.getTime(), started.getTime()) - OVERLAP_MS)
    const failed: string[] = []
    let orders = 0
    for await (const order_id of changedOrders(container, since)) {
      orders++
      try {
        await reconcileOrderWorkflow(container).run({ input: { order_id } })
      } catch (error) {
        failed.push(order_id)
        logger.error(
          `License Center: order ${order_id} could not be reconciled, the next sweep tries again: ${(error as Error).message}`
        )
      }
    }
    const oldest = new Date(started.getTime() - GIVE_UP_MS)
    await licensing.moveMark(MARK, failed.length ? new Date(Math.max(mark.getTime(), oldest.getTime())) : started)
    return new StepResponse<SweepResult>({ orders, failed })
  }
)

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
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (const { entity, fields, id } of sources) {
    // Paged by id, not by offset: rows that change meanwhile do not shift the pages.
    for (let after = ""; ;) {
      const { data } = await query.graph({
        entity,
        fields,
        filters: { updated_at: { $gte: since }, ...(after && { id: { $gt: after } }) },
        pagination: { take: PAGE, skip: 0, order: { id: "ASC" } },
      } as never)
      const page = data as unknown as Row[]
      for (const row of page) {
        const order_id = id(row)
        if (order_id && !seen.has(order_id)) {
          seen.add(order_id)
          yield order_id
        }
      }
      if (page.length < PAGE) {
        break
      }
      after = page[page.length - 1]!.id
    }
  }
}

type Row = {
  id: string
  order?: { id: string } | null
  payment_collection?: { order?: { id: string } | null } | null
  payment?: { payment_collection?: { order?: { id: string } | null } | null } | null
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { isDeepStrictEqual } from "node:util"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import {
  mergeResults,
  type OrderSnapshot,
  type ReconcileResult,
} from "../../../modules/licensing/services/order-ledger"
import type { Actor } from "../../../modules/licensing/types"
import { followOrderDisputes, type DisputeChanges } from "../follow-disputes"
import { readOrder } from "../read-order"

export type ApplyOrderInput = { order_id: string | null; actor: Actor; accept_upgrades: string[] }

/** Nothing to tell: no such order, or one that sells no license and never did. */
const NOTHING: ReconcileResult = {
  issued: [],
  revoked: [],
  reinstated: [],
  renewed: [],
  reverted: [],
  upgraded: [],
  downgraded: [],
  resized: [],
  suspended: [],
  unchanged: [],
  freed: [],
  flags: [],
}

/** An order that changes this often within one run is left to the next event or sweep. */
const MAX_ROUNDS = 5

/** Seconds to wait for another run of the same order, and after which the lock of one that died is gone. */
const LOCK = { timeout: 30, expire: 30 }

/**
 * Reads the order and brings its licenses to what it deserves.
 *
 * Runs of one order take turns from before the reading, so that none acts on an order that another has overtaken: that
 * would revoke, reinstate and mail in circles. The lock of the database inside stands even where this one is lost.
 *
 * It then reads the order once more: a cancellation that happened between our read and our write would have been
 * overtaken, and its own event may have run before us. It ends only when what it acted on is still true.
 *
 * No compensation: what was issued is deserved, whatever happens to a later step.
 */
export const applyOrderStep = createStep(
  { name: "license-center-apply-order", noCompensation: true },
  async ({ order_id, actor, accept_upgrades }: ApplyOrderInput, { container }) => {
    if (!order_id) {
      return new StepResponse(NOTHING)
    }
    return new StepResponse(
      await inTurn(container, order_id, () => applyOrder(container, order_id, actor, accept_upgrades))
    )
  }
)

/** A lock that cannot be had keeps nobody from what they paid for. */
async function inTurn<T>(container: MedusaContainer, order_id: string, work: () => Promise<T>): Promise<T> {
  let begun = false
  const begin = () => {
    begun = true
    return work()
  }
  try {
    return await container.resolve(Modules.LOCKING).execute(`license-center:order:${order_id}`, begin, LOCK)
  } catch (error) {
    if (begun) {
      throw error
    }
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`License Center: order ${order_id} goes on without its turn: ${(error as Error).message}`)
    return work()
  }
}

async function applyOrder(
  container: MedusaContainer,
  order_id: string,
  actor: Actor,
  accepted: string[]
): Promise<ReconcileResult> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  let order = await readOrder(container, order_id)
  if (!order || !(await concernsLicenses(licensing, order))) {
    return NOTHING
  }
  // Before, for what a dispute gives back may not be deserved any more; after, for what was issued during one.
  const before = await followOrderDisputes(container, order)
  const results = [await licensing.reconcileOrder(order, actor, accepted)]
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const now = await readOrder(container, order.id)
    if (!now || isDeepStrictEqual(now, order)) {
      break
    }
    order = now
    results.push(await licensing.reconcileOrder(order, actor, accepted))
  }
  const after = await followOrderDisputes(container, order)
  return withDisputes(mergeResults(results), [before, after])
}

function withDisputes(result: ReconcileResult, changes: DisputeChanges[]): ReconcileResult {
  const suspended = changes.flatMap((change) => change.suspended)
  const reinstated = changes.flatMap((change) => change.reinstated)
  const touched = new Set([...suspended, ...reinstated])
  return {
    ...result,
    suspended: [...new Set(suspended)],
    reinstated: [...new Set([...result.reinstated, ...reinstated])],
    unchanged: result.unchanged.filter((id) => !touched.has(id)),
  }
}

async function concernsLicenses(licensing: LicensingModuleService, order: OrderSnapshot): Promise<boolean> {
  return order.lines.some((line) => line.plan_id || line.offer_id) || (await licensing.knowsOrder(order.id))
}

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { isDeepStrictEqual } from "node:util"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { OrderSnapshot, ReconcileResult } from "../../../modules/licensing/services/order-ledger"
import type { Actor } from "../../../modules/licensing/types"
import { readOrder } from "../read-order"

export type ApplyOrderInput = { order_id: string | null; actor: Actor }

/** Nothing to tell: no such order, or one that sells no license and never did. */
const NOTHING: ReconcileResult = {
  issued: [],
  revoked: [],
  reinstated: [],
  reverted: [],
  resized: [],
  unchanged: [],
  flags: [],
}

/** An order that changes this often within one run is left to the next event or sweep. */
const MAX_ROUNDS = 5

/**
 * Reads the order and brings its licenses to what it deserves.
 *
 * It then reads the order once more: a cancellation that happened between our read and our write would have been
 * overtaken, and its own event may have run before us. It ends only when what it acted on is still true.
 *
 * No compensation: what was issued is deserved, whatever happens to a later step.
 */
export const applyOrderStep = createStep(
  { name: "license-center-apply-order", noCompensation: true },
  async ({ order_id, actor }: ApplyOrderInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    let order = order_id ? await readOrder(container, order_id) : null
    if (!order || !(await concernsLicenses(licensing, order))) {
      return new StepResponse(NOTHING)
    }
    let result = await licensing.reconcileOrder(order, actor)
    for (let round = 1; round < MAX_ROUNDS; round++) {
      const now = await readOrder(container, order.id)
      if (!now || isDeepStrictEqual(now, order)) {
        break
      }
      order = now
      result = merge(result, await licensing.reconcileOrder(order, actor))
    }
    return new StepResponse(result)
  }
)

async function concernsLicenses(licensing: LicensingModuleService, order: OrderSnapshot): Promise<boolean> {
  if (order.lines.some((line) => line.plan_id)) {
    return true
  }
  const [, count] = await licensing.listAndCountLicenses({ order_id: order.id }, { take: 1, select: ["id"] })
  return count > 0
}

/** The later round's view of what is unchanged and flagged holds; what either did was done. */
function merge(first: ReconcileResult, second: ReconcileResult): ReconcileResult {
  return {
    issued: [...first.issued, ...second.issued],
    revoked: [...first.revoked, ...second.revoked],
    reinstated: [...first.reinstated, ...second.reinstated],
    reverted: [...first.reverted, ...second.reverted],
    resized: [...first.resized, ...second.resized],
    unchanged: second.unchanged.filter((id) => !first.issued.includes(id)),
    flags: second.flags,
  }
}

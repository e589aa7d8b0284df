import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { payBack } from "../lib/pay-back"

/** Pays back what was approved, once. No compensation: money that went back is gone. */
export const settleRefundStep = createStep(
  { name: "license-center-settle-refund", noCompensation: true },
  async ({ id, actor }: { id: string; actor: Actor }, { container }) => {
    const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const { order_id } = await requests.settle(id, (request) => payBack(container, request, actor))
    return new StepResponse({ order_id })
  }
)

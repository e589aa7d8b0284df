import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { AskedBy } from "../../../modules/refunds/services/assessments"
import { assessChosen } from "../lib/decide"

export type AssessRefundInput = {
  order_id: string
  /** Ids of units or of licenses; null = all that were not taken back yet. */
  units: string[] | null
  asked_by: AskedBy
}

/** Asks the rules, and keeps what they said and saw. */
export const assessRefundStep = createStep(
  { name: "license-center-assess-refund", noCompensation: true },
  async ({ order_id, units, asked_by }: AssessRefundInput, { container }) => {
    const { assessments } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const { assessment } = await assessChosen(container, order_id, units)
    return new StepResponse({ id: await assessments.store(order_id, assessment, asked_by) })
  }
)

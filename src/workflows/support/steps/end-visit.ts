import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"

export type EndVisitInput = { visit_id: string }

/** Ends a visit before its time. No compensation: whoever leaves wants to be gone. */
export const endVisitStep = createStep(
  { name: "license-center-end-visit", noCompensation: true },
  async ({ visit_id }: EndVisitInput, { container }) => {
    await container.resolve<SupportModuleService>(SUPPORT_MODULE).endVisit(visit_id)
    return new StepResponse(visit_id)
  }
)

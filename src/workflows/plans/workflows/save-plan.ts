import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { LicenseEvents } from "../../../lib/events"
import { applyPlanStep } from "../steps/apply-plan"
import { savePlanStep, type SavePlanInput } from "../steps/save-plan"

export type SavePlanWorkflowInput = SavePlanInput & {
  /** Whether licenses that were sold already follow the change. By default they keep what they were sold with. */
  apply_to_existing?: boolean
}

export const savePlanWorkflowId = "license-center-save-plan"

/** Creates a plan, or changes one. */
export const savePlanWorkflow = createWorkflow(savePlanWorkflowId, (input: SavePlanWorkflowInput) => {
  const plan = savePlanStep(input)
  const applied = when("license-center-plan-applies", { input }, ({ input }) => input.apply_to_existing === true).then(
    () => applyPlanStep({ plan, actor: input.actor })
  )
  emitEventStep({
    eventName: LicenseEvents.DEACTIVATED,
    data: transform({ applied }, ({ applied }) =>
      (applied?.freed ?? []).map(({ license_id, activation_id }) => ({ id: license_id, activation_id }))
    ),
  })
  return new WorkflowResponse(
    transform({ plan, applied }, ({ plan, applied }) => ({ plan, licenses_updated: applied?.changed ?? 0 }))
  )
})

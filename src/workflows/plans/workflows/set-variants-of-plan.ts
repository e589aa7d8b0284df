import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { markLicenseProductsStep } from "../steps/mark-license-products"
import { recordVariantsOfPlanStep } from "../steps/record-variants-of-plan"
import { setVariantsOfPlanStep, type SetVariantsOfPlanInput } from "../steps/set-variants-of-plan"

export const setVariantsOfPlanWorkflowId = "license-center-set-variants-of-plan"

/** Attaches plans to product variants or detaches them, and marks the products as licenses. */
export const setVariantsOfPlanWorkflow = createWorkflow(
  setVariantsOfPlanWorkflowId,
  (input: SetVariantsOfPlanInput) => {
    const set = setVariantsOfPlanStep(input)
    markLicenseProductsStep(set)
    recordVariantsOfPlanStep(
      transform({ set, input }, ({ set, input }) => ({ changes: set.changes, actor: input.actor }))
    )
    return new WorkflowResponse(set)
  }
)

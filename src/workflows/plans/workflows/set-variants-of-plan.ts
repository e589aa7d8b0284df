import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { markLicenseProductsStep } from "../steps/mark-license-products"
import { setVariantsOfPlanStep, type SetVariantsOfPlanInput } from "../steps/set-variants-of-plan"

export const setVariantsOfPlanWorkflowId = "license-center-set-variants-of-plan"

/** Attaches plans to product variants or detaches them, and marks the products as licenses. */
export const setVariantsOfPlanWorkflow = createWorkflow(
  setVariantsOfPlanWorkflowId,
  (input: SetVariantsOfPlanInput) => {
    const set = setVariantsOfPlanStep(input)
    markLicenseProductsStep(set)
    return new WorkflowResponse(set)
  }
)

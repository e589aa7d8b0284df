import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deletePlanStep, type DeletePlanInput } from "../steps/delete-plan"

export const deletePlanWorkflowId = "license-center-delete-plan"

export const deletePlanWorkflow = createWorkflow(deletePlanWorkflowId, (input: DeletePlanInput) => {
  return new WorkflowResponse(deletePlanStep(input))
})

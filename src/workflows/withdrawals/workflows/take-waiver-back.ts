import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { takeWaiverBackStep } from "../steps/waivers"

export const takeWaiverBackWorkflowId = "license-center-take-waiver-back"

/** A buyer unticked a box before paying. @returns `{ taken }` */
export const takeWaiverBackWorkflow = createWorkflow(takeWaiverBackWorkflowId, (input: { cart_id: string }) => {
  return new WorkflowResponse(takeWaiverBackStep(input))
})

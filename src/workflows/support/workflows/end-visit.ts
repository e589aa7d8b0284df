import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { endVisitStep, type EndVisitInput } from "../steps/end-visit"

export const endVisitWorkflowId = "license-center-end-visit"

/** Ends a customer's visit to a ticket. Its link goes on opening the ticket. */
export const endVisitWorkflow = createWorkflow(endVisitWorkflowId, (input: EndVisitInput) => {
  return new WorkflowResponse(endVisitStep(input))
})

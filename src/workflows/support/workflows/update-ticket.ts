import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { updateTicketStep, type UpdateTicketInput } from "../steps/change-ticket"

export const updateTicketWorkflowId = "license-center-update-ticket"

/** Changes what a ticket is about, how urgent it is and who has it. @returns whether anything changed */
export const updateTicketWorkflow = createWorkflow(updateTicketWorkflowId, (input: UpdateTicketInput) => {
  return new WorkflowResponse(updateTicketStep(input))
})

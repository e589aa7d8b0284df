import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { revokeTicketLinksStep, type RevokeTicketLinksInput } from "../steps/private-links"

export const revokeTicketLinksWorkflowId = "license-center-revoke-ticket-links"

/** Ends links, with the visits that they opened. @returns how many ended */
export const revokeTicketLinksWorkflow = createWorkflow(
  revokeTicketLinksWorkflowId,
  (input: RevokeTicketLinksInput) => {
    return new WorkflowResponse(revokeTicketLinksStep(input))
  }
)

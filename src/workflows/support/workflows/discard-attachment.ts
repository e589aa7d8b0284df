import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { discardTicketAttachmentStep, type DiscardTicketAttachmentInput } from "../steps/attachments"

export const discardTicketAttachmentWorkflowId = "license-center-discard-ticket-attachment"

/** Takes an upload back that was not sent yet, and its file out of the File module. 404 for anybody else's. */
export const discardTicketAttachmentWorkflow = createWorkflow(
  discardTicketAttachmentWorkflowId,
  (input: DiscardTicketAttachmentInput) => {
    return new WorkflowResponse(discardTicketAttachmentStep(input))
  }
)

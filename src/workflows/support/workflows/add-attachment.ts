import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addTicketAttachmentStep, type AddTicketAttachmentInput } from "../steps/attachments"

export const addTicketAttachmentWorkflowId = "license-center-add-ticket-attachment"

/** Adds an inspected and stored file to a ticket, for its uploader's next message. @returns the attachment's id */
export const addTicketAttachmentWorkflow = createWorkflow(
  addTicketAttachmentWorkflowId,
  (input: AddTicketAttachmentInput) => {
    return new WorkflowResponse(addTicketAttachmentStep(input))
  }
)

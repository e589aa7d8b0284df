import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import type { VisitorMessageInput } from "../../../modules/support/types"
import { writeAsVisitorStep } from "../steps/write-ticket"

export const writeAsVisitorWorkflowId = "license-center-write-as-visitor"

/**
 * Writes a customer's message into a ticket, into what that was merged into, or into a new one that follows a ticket
 * closed long ago.
 *
 * @throws MedusaError not_allowed when the address takes no part any more, invalid_data for files that are not there
 */
export const writeAsVisitorWorkflow = createWorkflow(writeAsVisitorWorkflowId, (input: VisitorMessageInput) => {
  const written = writeAsVisitorStep(input)
  when("license-center-visitor-wrote", { written }, ({ written }) => written.created).then(() => {
    emitEventStep({
      eventName: TicketEvents.REPLIED,
      data: transform({ written }, ({ written }) => ({
        id: written.ticket_id,
        message_id: written.message_id,
        author: "customer",
      })),
    })
  })
  return new WorkflowResponse(written)
})

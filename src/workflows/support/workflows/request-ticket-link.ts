import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import { requestTicketLinkStep, type RequestTicketLinkInput } from "../steps/private-links"

export const requestTicketLinkWorkflowId = "license-center-request-ticket-link"

/** Somebody who once had a link wants a new one. Says nothing of whether there is such a ticket. */
export const requestTicketLinkWorkflow = createWorkflow(
  requestTicketLinkWorkflowId,
  (input: RequestTicketLinkInput) => {
    const requested = requestTicketLinkStep(input)
    when("license-center-ticket-link-requested", { requested }, ({ requested }) => requested !== null).then(() => {
      emitEventStep({
        eventName: TicketEvents.LINK_REQUESTED,
        data: transform({ requested }, ({ requested }) => ({ ticket_id: requested!.ticket_id })),
      })
    })
    return new WorkflowResponse(requested)
  }
)

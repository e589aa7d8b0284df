import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import { mintTicketLinkStep, type MintTicketLinkInput } from "../steps/private-links"

export const mintTicketLinkWorkflowId = "license-center-mint-ticket-link"

/** An operator mails a new link to a participant. @returns the link's id */
export const mintTicketLinkWorkflow = createWorkflow(mintTicketLinkWorkflowId, (input: MintTicketLinkInput) => {
  const link_id = mintTicketLinkStep(input)
  emitEventStep({
    eventName: TicketEvents.LINK_REQUESTED,
    data: transform({ input }, ({ input }) => ({ ticket_id: input.ticket_id })),
  })
  return new WorkflowResponse(link_id)
})

import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import { mergeTicketsStep, type MergeTicketsInput } from "../steps/change-ticket"

export const mergeTicketsWorkflowId = "license-center-merge-tickets"

/**
 * Moves all of a ticket into another one of the same address. @returns the other's id
 *
 * @throws MedusaError not_found; not_allowed for two addresses, or when one of them is in the way
 */
export const mergeTicketsWorkflow = createWorkflow(mergeTicketsWorkflowId, (input: MergeTicketsInput) => {
  const into_id = mergeTicketsStep(input)
  emitEventStep({
    eventName: TicketEvents.STATUS_CHANGED,
    data: transform({ input }, ({ input }) => ({ id: input.ticket_id, status: "closed" })),
  })
  return new WorkflowResponse(into_id)
})

import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import { mergeTicketsStep, type MergeTicketsInput } from "../steps/change-ticket"

export const mergeTicketsWorkflowId = "license-center-merge-tickets"

/**
 * Moves all of a ticket into another one of the same people. @returns the tickets whose status it changed
 *
 * @throws MedusaError not_found; not_allowed when not the same people take part, or when one of them is in the way
 */
export const mergeTicketsWorkflow = createWorkflow(mergeTicketsWorkflowId, (input: MergeTicketsInput) => {
  const changed = mergeTicketsStep(input)
  when("license-center-tickets-merged", { changed }, ({ changed }) => changed.length > 0).then(() => {
    emitEventStep({ eventName: TicketEvents.STATUS_CHANGED, data: changed })
  })
  return new WorkflowResponse(changed)
})

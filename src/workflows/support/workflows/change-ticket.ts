import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import { changeTicketStep, type ChangeTicketInput } from "../steps/change-ticket"

export const changeTicketWorkflowId = "license-center-change-ticket"

/**
 * Resolves, closes, reopens … a ticket.
 *
 * @returns whether anything changed
 * @throws MedusaError not_found; not_allowed with a sentence that says what to do first
 */
export const changeTicketWorkflow = createWorkflow(changeTicketWorkflowId, (input: ChangeTicketInput) => {
  const outcome = changeTicketStep(input)
  when("license-center-ticket-changed", { outcome }, ({ outcome }) => outcome.changed).then(() => {
    emitEventStep({
      eventName: TicketEvents.STATUS_CHANGED,
      data: transform({ input, outcome }, ({ input, outcome }) => ({ id: input.ticket_id, status: outcome.status })),
    })
  })
  return new WorkflowResponse(transform({ outcome }, ({ outcome }) => outcome.changed))
})

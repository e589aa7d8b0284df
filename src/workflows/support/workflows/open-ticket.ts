import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import type { OpenTicketInput } from "../../../modules/support/types"
import { openTicketStep } from "../steps/write-ticket"

export const openTicketWorkflowId = "license-center-open-ticket"

/**
 * Opens a ticket; its mail follows by the event, or by the job when the event is lost. Texts have to come redacted.
 *
 * @throws MedusaError invalid_data when the address is none or nothing is said
 */
export const openTicketWorkflow = createWorkflow(openTicketWorkflowId, (input: OpenTicketInput) => {
  const opened = openTicketStep(input)
  // A held one is for operators only, who decide whether it becomes a ticket.
  when("license-center-ticket-opened", { input, opened }, ({ input, opened }) => {
    return opened.created && !input.hold_reason
  }).then(() => {
    emitEventStep({
      eventName: TicketEvents.OPENED,
      data: transform({ opened }, ({ opened }) => ({ id: opened.id, number: opened.number })),
    })
  })
  return new WorkflowResponse(opened)
})

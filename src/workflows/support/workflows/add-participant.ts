import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import { addParticipantStep, type AddParticipantInput } from "../steps/participants"

export const addParticipantWorkflowId = "license-center-add-participant"

/**
 * Lets another address take part in a ticket, and mails it a link of its own. @returns the participant's id
 *
 * @throws MedusaError not_found; invalid_data when it is no address; not_allowed when there are too many
 */
export const addParticipantWorkflow = createWorkflow(addParticipantWorkflowId, (input: AddParticipantInput) => {
  const participant_id = addParticipantStep(input)
  emitEventStep({
    eventName: TicketEvents.LINK_REQUESTED,
    data: transform({ input }, ({ input }) => ({ ticket_id: input.ticket_id })),
  })
  return new WorkflowResponse(participant_id)
})

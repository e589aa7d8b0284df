import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { removeParticipantStep, type RemoveParticipantInput } from "../steps/participants"

export const removeParticipantWorkflowId = "license-center-remove-participant"

/**
 * Lets an address take part no longer: its links end at once. @returns whether anything changed
 *
 * @throws MedusaError not_found; not_allowed for whoever asked
 */
export const removeParticipantWorkflow = createWorkflow(
  removeParticipantWorkflowId,
  (input: RemoveParticipantInput) => {
    return new WorkflowResponse(removeParticipantStep(input))
  }
)

import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import type { OperatorMessageInput } from "../../../modules/support/types"
import { writeAsOperatorStep } from "../steps/write-ticket"

export const writeAsOperatorWorkflowId = "license-center-write-as-operator"

/**
 * Writes an operator's reply, whose mails follow by the event, or by the job when the event is lost; or a note.
 *
 * @throws MedusaError not_found; not_allowed with a sentence that says what to do first
 */
export const writeAsOperatorWorkflow = createWorkflow(writeAsOperatorWorkflowId, (input: OperatorMessageInput) => {
  const written = writeAsOperatorStep(input)
  when("license-center-operator-replied", { input, written }, ({ input, written }) => {
    return written.created && input.kind === "public"
  }).then(() => {
    emitEventStep({
      eventName: TicketEvents.REPLIED,
      data: transform({ written }, ({ written }) => ({
        id: written.ticket_id,
        message_id: written.message_id,
        author: "operator",
      })),
    })
  })
  return new WorkflowResponse(written)
})

import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { InboundTaken } from "../../../modules/support/services/inbound-desk"
import type { OpenTicketInput, VisitorMessageInput } from "../../../modules/support/types"
import { recordInboundMailStep } from "../steps/record-inbound-mail"
import { openTicketWorkflow } from "./open-ticket"
import { writeAsVisitorWorkflow } from "./write-as-visitor"

export type TakeInboundMailInput = {
  taken: Omit<InboundTaken, "ticket_id" | "message_id">
  /** Of a mail that a participant wrote. */
  message: VisitorMessageInput | null
  /** Of one that an operator has to look at. */
  ticket: OpenTicketInput | null
}

export const takeInboundMailWorkflowId = "license-center-take-inbound-mail"

/**
 * Writes what a mail says, and then that the mail was taken: whoever dies between the two is brought the mail once more,
 * and finds the message by its submission. Words are redacted before.
 *
 * @returns whether this run wrote the message; false when it was there, or the mail is only remembered
 */
export const takeInboundMailWorkflow = createWorkflow(takeInboundMailWorkflowId, (input: TakeInboundMailInput) => {
  const written = when("license-center-mail-is-an-answer", { input }, ({ input }) => input.message !== null).then(() =>
    writeAsVisitorWorkflow.runAsStep({ input: transform({ input }, ({ input }) => input.message!) })
  )
  const opened = when("license-center-mail-is-held", { input }, ({ input }) => input.ticket !== null).then(() =>
    openTicketWorkflow.runAsStep({ input: transform({ input }, ({ input }) => input.ticket!) })
  )
  const taken = transform({ input, written, opened }, ({ input, written, opened }) => ({
    ...input.taken,
    ticket_id: written?.ticket_id ?? opened?.id ?? null,
    message_id: written?.message_id ?? opened?.message_id ?? null,
  }))
  recordInboundMailStep(taken)
  const created = transform({ written, opened }, ({ written, opened }) => Boolean(written?.created || opened?.created))
  return new WorkflowResponse(created)
})

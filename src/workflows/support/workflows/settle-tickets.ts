import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TicketEvents } from "../../../lib/events"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import {
  closeWaitingStep,
  deleteUnusedAttachmentsStep,
  ensureTicketNoticesStep,
  warnOfClosingStep,
  type SettleTicketsInput,
} from "../steps/settle-tickets"

export const settleTicketsWorkflowId = "license-center-settle-tickets"

/**
 * Brings about what the state of the tickets calls for: warnings and ends of what waited too long, the mails that are
 * owed, uploads that nobody sent. Safe to run at any time, any number at once.
 */
export const settleTicketsWorkflow = createWorkflow(settleTicketsWorkflowId, (input: SettleTicketsInput) => {
  const clock = closeWaitingStep(input)
  when("license-center-tickets-auto-closed", { clock }, ({ clock }) => clock.closed.length > 0).then(() => {
    emitEventStep({
      eventName: TicketEvents.STATUS_CHANGED,
      data: transform({ clock }, ({ clock }) => clock.closed.map((id) => ({ id, status: "closed" }))),
    })
  })
  warnOfClosingStep(input)
  const notices = ensureTicketNoticesStep(input)
  when("license-center-ticket-notices", { notices }, ({ notices }) => notices.length > 0).then(() => {
    sendNoticesWorkflow.runAsStep({ input: transform({ notices }, ({ notices }) => ({ ids: notices })) })
  })
  deleteUnusedAttachmentsStep(input)
  return new WorkflowResponse(transform({ clock, notices }, ({ clock, notices }) => ({ ...clock, notices })))
})

import { createWorkflow, transform, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { LicenseEvents } from "../../../lib/events"
import type { DeliverInput } from "../lib/deliver-notices"
import { deliverDueNoticesStep } from "../steps/deliver-due-notices"

export const sendNoticesWorkflowId = "license-center-send-notices"

/**
 * Sends the mails that are due, or those of the given ids that are. Safe to run at any time, any number at once.
 * A mail that cannot be sent is no error of the workflow: it is listed under `failed` and tried again by the job.
 */
export const sendNoticesWorkflow = createWorkflow(sendNoticesWorkflowId, (input: WorkflowData<DeliverInput>) => {
  const outcome = deliverDueNoticesStep(input)
  emitEventStep({ eventName: LicenseEvents.DELIVERED, data: transform(outcome, ({ delivered }) => delivered) })
  return new WorkflowResponse(transform(outcome, ({ sent, failed, canceled }) => ({ sent, failed, canceled })))
})

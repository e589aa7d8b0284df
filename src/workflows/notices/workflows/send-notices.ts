import { createWorkflow, transform, when, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { LicenseEvents } from "../../../lib/events"
import { settleRemindersStep } from "../../reminders/steps/remind"
import { confirmWaiversStep } from "../../withdrawals/steps/waivers"
import type { DeliverInput } from "../lib/deliver-notices"
import { deliverDueNoticesStep } from "../steps/deliver-due-notices"

export const sendNoticesWorkflowId = "license-center-send-notices"

/**
 * Sends the mails that are due, or those of the given ids that are. Safe to run at any time, any number at once.
 * A mail that cannot be sent is no error of the workflow: it is listed under `failed` and tried again by the job.
 */
export const sendNoticesWorkflow = createWorkflow(sendNoticesWorkflowId, (input: WorkflowData<DeliverInput>) => {
  const outcome = deliverDueNoticesStep(input)
  confirmWaiversStep(transform(outcome, ({ sent }) => ({ notice_ids: sent })))
  emitEventStep({ eventName: LicenseEvents.DELIVERED, data: transform(outcome, ({ delivered }) => delivered) })
  const ended = transform(outcome, ({ sent, failed, canceled }) => ({ ids: [...sent, ...failed, ...canceled] }))
  when("license-center-notices-ended", { ended }, ({ ended }) => ended.ids.length > 0).then(() => {
    settleRemindersStep(ended)
  })
  return new WorkflowResponse(transform(outcome, ({ sent, failed, canceled }) => ({ sent, failed, canceled })))
})

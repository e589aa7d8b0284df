import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { planRemindersStep, queueRemindersStep } from "../steps/remind"

export const sendRemindersWorkflowId = "license-center-send-reminders"

/**
 * Plans what is due of the licenses that end, and mails it: one mail a customer and day. Safe to run at any time, any
 * number at once.
 *
 * @returns how many reminders were written down as due and as missed, and the notices of the mails begun
 */
export const sendRemindersWorkflow = createWorkflow(sendRemindersWorkflowId, () => {
  const planned = planRemindersStep()
  const notices = queueRemindersStep(planned)
  when("license-center-reminder-notices", { notices }, ({ notices }) => notices.length > 0).then(() => {
    sendNoticesWorkflow.runAsStep({ input: transform({ notices }, ({ notices }) => ({ ids: notices })) })
  })
  return new WorkflowResponse(transform({ planned, notices }, ({ planned, notices }) => ({ ...planned, notices })))
})

import { createWorkflow, transform, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { retryNoticeStep } from "../steps/retry-notice"
import { sendNoticesWorkflow } from "./send-notices"

export const retryNoticeWorkflowId = "license-center-retry-notice"

/**
 * An operator's retry of a failed, canceled or waiting mail: queued with all its attempts, and tried at once.
 *
 * @throws MedusaError not_found, or not_allowed when it was sent or is being sent
 */
export const retryNoticeWorkflow = createWorkflow(retryNoticeWorkflowId, (input: WorkflowData<{ id: string }>) => {
  const queued = retryNoticeStep(input)
  sendNoticesWorkflow.runAsStep({ input: transform(queued, ({ id }) => ({ ids: [id] })) })
  return new WorkflowResponse(queued)
})

import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { ensureResendNoticeStep, type ResendLicenseInput } from "../steps/ensure-resend-notice"

export const resendLicenseWorkflowId = "license-center-resend-license"

/** Mails a license's key once more. */
export const resendLicenseWorkflow = createWorkflow(resendLicenseWorkflowId, (input: ResendLicenseInput) => {
  const notice = ensureResendNoticeStep(input)
  sendNoticesWorkflow.runAsStep({ input: notice })
  return new WorkflowResponse(notice)
})

import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { ensurePortalNoticesStep } from "../steps/ensure-notices"

export const mailPortalLinksWorkflowId = "license-center-mail-portal-links"

/** Sends the mails that links are owed. Safe to run at any time, any number at once. */
export const mailPortalLinksWorkflow = createWorkflow(mailPortalLinksWorkflowId, () => {
  const notices = ensurePortalNoticesStep({})
  when("license-center-portal-notices", { notices }, ({ notices }) => notices.length > 0).then(() => {
    sendNoticesWorkflow.runAsStep({ input: transform({ notices }, ({ notices }) => ({ ids: notices })) })
  })
  return new WorkflowResponse(notices)
})

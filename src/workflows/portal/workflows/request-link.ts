import { createWorkflow, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { requestPortalLinkStep, type RequestPortalLinkInput } from "../steps/request-link"
import { mailPortalLinksWorkflow } from "./mail-links"

export const requestPortalLinkWorkflowId = "license-center-request-portal-link"

/** "Send me my licenses." Owes the address a link, if it has licenses, and mails it at once. */
export const requestPortalLinkWorkflow = createWorkflow(
  requestPortalLinkWorkflowId,
  (input: RequestPortalLinkInput) => {
    const link_id = requestPortalLinkStep(input)
    when("license-center-portal-link-owed", { link_id }, ({ link_id }) => link_id !== null).then(() => {
      mailPortalLinksWorkflow.runAsStep({ input: {} })
    })
    return new WorkflowResponse(link_id)
  }
)

import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { endPortalSessionStep, type EndPortalSessionInput } from "../steps/end-session"

export const endPortalSessionWorkflowId = "license-center-end-portal-session"

/** Ends a customer's session in the portal. Its link goes on opening others. */
export const endPortalSessionWorkflow = createWorkflow(endPortalSessionWorkflowId, (input: EndPortalSessionInput) => {
  return new WorkflowResponse(endPortalSessionStep(input))
})

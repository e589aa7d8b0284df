import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { resealSecretsStep } from "../steps/reseal-secrets"

export const resealSecretsWorkflowId = "license-center-reseal-secrets"

/** While the store's secret is being rotated: moves stored keys from the previous secret to the current one. */
export const resealSecretsWorkflow = createWorkflow(resealSecretsWorkflowId, () => {
  return new WorkflowResponse(resealSecretsStep())
})

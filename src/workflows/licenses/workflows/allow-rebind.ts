import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { AllowRebindInput } from "../../../modules/licensing/services/rebinds"
import { allowRebindStep } from "../steps/allow-rebind"

export const allowRebindWorkflowId = "license-center-allow-rebind"

/** An operator lets a customer move a seat once more than the quota does. */
export const allowRebindWorkflow = createWorkflow(
  allowRebindWorkflowId,
  (input: AllowRebindInput) => new WorkflowResponse(allowRebindStep(input))
)

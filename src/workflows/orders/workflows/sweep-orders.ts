import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sweepOrdersStep } from "../steps/sweep-orders"

export const sweepOrdersWorkflowId = "license-center-sweep-orders"

/** Reconciles what changed since the last sweep, whatever events said of it. */
export const sweepOrdersWorkflow = createWorkflow(sweepOrdersWorkflowId, () => {
  return new WorkflowResponse(sweepOrdersStep())
})

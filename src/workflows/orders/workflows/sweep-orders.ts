import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { ensureReissueNoticesStep } from "../../licenses/steps/ensure-reissue-notices"
import { sweepOrdersStep } from "../steps/sweep-orders"

export const sweepOrdersWorkflowId = "license-center-sweep-orders"

/** Reconciles what changed since the last sweep, whatever events said of it, and queues what new keys are owed. */
export const sweepOrdersWorkflow = createWorkflow(sweepOrdersWorkflowId, () => {
  const swept = sweepOrdersStep()
  ensureReissueNoticesStep(transform({ swept }, () => ({})))
  return new WorkflowResponse(swept)
})

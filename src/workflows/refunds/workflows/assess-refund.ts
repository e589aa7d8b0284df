import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { assessRefundStep, type AssessRefundInput } from "../steps/assess-refund"

export const assessRefundWorkflowId = "license-center-assess-refund"

/**
 * Keeps what the rules say of refunding an order now, so that it can be shown years later.
 *
 * @returns the id of what was kept
 * @throws MedusaError not_found; invalid_data for units that are none of the order's
 */
export const assessRefundWorkflow = createWorkflow(assessRefundWorkflowId, (input: AssessRefundInput) => {
  return new WorkflowResponse(assessRefundStep(input))
})

import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sweepPaymentEventsStep } from "../steps/sweep-payment-events"

export const sweepPaymentEventsWorkflowId = "license-center-sweep-payment-events"

/** Tries again what is open of the payment provider's events. */
export const sweepPaymentEventsWorkflow = createWorkflow(sweepPaymentEventsWorkflowId, () => {
  return new WorkflowResponse(sweepPaymentEventsStep())
})

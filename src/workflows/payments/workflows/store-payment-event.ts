import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { storePaymentEventStep, type StorePaymentEventInput } from "../steps/store-payment-event"

export const storePaymentEventWorkflowId = "license-center-store-payment-event"

/** Keeps what the payment provider said, once; false when it is there already. What follows from it is another workflow's. */
export const storePaymentEventWorkflow = createWorkflow(
  storePaymentEventWorkflowId,
  (input: StorePaymentEventInput) => {
    return new WorkflowResponse(storePaymentEventStep(input))
  }
)

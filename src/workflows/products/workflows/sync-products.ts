import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { syncProductsStep } from "../steps/sync-products"

export const syncProductsWorkflowId = "license-center-sync-products"

/** Tells the licensing module of products' new handles and titles. Handles that they had before stay known. */
export const syncProductsWorkflow = createWorkflow(syncProductsWorkflowId, (input: { ids: string[] }) => {
  return new WorkflowResponse(syncProductsStep(input))
})

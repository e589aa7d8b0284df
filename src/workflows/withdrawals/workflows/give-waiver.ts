import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { giveWaiverStep, type GiveWaiverInput } from "../steps/waivers"

export const giveWaiverWorkflowId = "license-center-give-waiver"

/** A buyer ticked both boxes. Once a cart: the same again is the same consent. @returns `{ id }` */
export const giveWaiverWorkflow = createWorkflow(giveWaiverWorkflowId, (input: GiveWaiverInput) => {
  return new WorkflowResponse(giveWaiverStep(input))
})

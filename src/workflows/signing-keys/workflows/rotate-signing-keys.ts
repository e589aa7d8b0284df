import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../modules/licensing/types"
import { rotateSigningKeysStep } from "../steps/rotate-signing-keys"

export const rotateSigningKeysWorkflowId = "license-center-rotate-signing-keys"

/** The waiting key signs leases from now on; the one before stays published so that its leases still verify. */
export const rotateSigningKeysWorkflow = createWorkflow(rotateSigningKeysWorkflowId, (input: { actor: Actor }) => {
  return new WorkflowResponse(rotateSigningKeysStep(input))
})

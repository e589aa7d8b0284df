import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { LicenseEvents } from "../../../lib/events"
import { revokeRefundedStep, type RevokeRefundedInput } from "../steps/revoke-refunded"

export const revokeRefundedWorkflowId = "license-center-revoke-refunded"

/**
 * Ends the licenses of units that are taken out of their order to be refunded. Their mail follows with the next
 * reconciliation of the order: one for all of them.
 */
export const revokeRefundedWorkflow = createWorkflow(revokeRefundedWorkflowId, (input: RevokeRefundedInput) => {
  const revoked = revokeRefundedStep(input)
  emitEventStep({ eventName: LicenseEvents.REVOKED, data: revoked })
  return new WorkflowResponse(revoked)
})

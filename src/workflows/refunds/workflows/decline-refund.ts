import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { declineRefundStep, type DeclineRefundInput } from "../steps/decide-refund"
import { answerRefundsWorkflow } from "./answer-refunds"

export const declineRefundWorkflowId = "license-center-decline-refund"

/**
 * An operator declines; the customer reads why. Texts have to come redacted.
 *
 * @throws MedusaError not_found, or not_allowed when it was paid back
 */
export const declineRefundWorkflow = createWorkflow(declineRefundWorkflowId, (input: DeclineRefundInput) => {
  const { id } = declineRefundStep(input)
  answerRefundsWorkflow.runAsStep({ input: transform({ id }, ({ id }) => ({ id })) })
  return new WorkflowResponse({ id })
})

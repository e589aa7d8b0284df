import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { Wish } from "../lib/decide"
import { approveRefundStep, beginRefundStep, type ApproveRefundInput } from "../steps/decide-refund"
import { settleRefundWorkflow } from "./settle-refund"

export const approveRefundWorkflowId = "license-center-approve-refund"

/**
 * An operator pays back what a customer asked for. Run again it goes on with what was decided first, and pays nothing
 * twice.
 *
 * @throws MedusaError not_found, not_allowed or invalid_data, and whatever the payment provider says
 */
export const approveRefundWorkflow = createWorkflow(approveRefundWorkflowId, (input: ApproveRefundInput) => {
  const { id } = approveRefundStep(input)
  settleRefundWorkflow.runAsStep({ input: transform({ id, input }, ({ id, input }) => ({ id, actor: input.actor })) })
  return new WorkflowResponse({ id })
})

export const refundOrderWorkflowId = "license-center-refund-order"

/** An operator pays back without having been asked. Throws as {@link approveRefundWorkflow} does. */
export const refundOrderWorkflow = createWorkflow(refundOrderWorkflowId, (input: Wish) => {
  const { id } = beginRefundStep(input)
  settleRefundWorkflow.runAsStep({ input: transform({ id, input }, ({ id, input }) => ({ id, actor: input.actor })) })
  return new WorkflowResponse({ id })
})

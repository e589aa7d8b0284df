import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { reconcileOrderWorkflow } from "../../orders/workflows/reconcile-order"
import { settleRefundStep } from "../steps/settle-refund"
import { answerRefundsWorkflow } from "./answer-refunds"

export const settleRefundWorkflowId = "license-center-settle-refund"

/** Pays back what was approved, lets the licenses follow, and tells the customer. Repeating it goes on with it. */
export const settleRefundWorkflow = createWorkflow(settleRefundWorkflowId, (input: { id: string; actor: Actor }) => {
  const { order_id } = settleRefundStep(input)
  reconcileOrderWorkflow.runAsStep({ input: { order_id } })
  answerRefundsWorkflow.runAsStep({ input: transform({ input }, ({ input }) => ({ id: input.id })) })
  return new WorkflowResponse({ order_id })
})

import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { WithdrawalEvents } from "../../../lib/events"

export const announceWithdrawalWorkflowId = "license-center-announce-withdrawal"

/** Tells everybody that a contract was withdrawn from. */
export const announceWithdrawalWorkflow = createWorkflow(announceWithdrawalWorkflowId, (input: { id: string }) => {
  emitEventStep({ eventName: WithdrawalEvents.MADE, data: input })
  return new WorkflowResponse(input)
})

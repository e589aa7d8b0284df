import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import {
  forgetTracesStep,
  noteAcknowledgementsStep,
  settleWithdrawalsStep,
  type SettleWithdrawalsInput,
} from "../steps/settle-withdrawals"
import { confirmWaiversStep } from "../steps/waivers"

export const settleWithdrawalsWorkflowId = "license-center-settle-withdrawals"

/**
 * Brings about what made withdrawals are owed: a ticket for operators, and the acknowledgement "without undue delay"
 * (directive 2011/83/EU, article 11a, paragraph 4). Safe to run at any time, any number at once.
 *
 * @returns ids of notices
 */
export const settleWithdrawalsWorkflow = createWorkflow(
  settleWithdrawalsWorkflowId,
  (input: SettleWithdrawalsInput) => {
    const notices = settleWithdrawalsStep(input)
    when("license-center-withdrawal-notices", { notices }, ({ notices }) => notices.length > 0).then(() => {
      sendNoticesWorkflow.runAsStep({ input: transform({ notices }, ({ notices }) => ({ ids: notices })) })
    })
    noteAcknowledgementsStep(input)
    when("license-center-all-withdrawals", { input }, ({ input }) => !input.withdrawal_id).then(() => {
      confirmWaiversStep({})
      forgetTracesStep({})
    })
    return new WorkflowResponse(notices)
  }
)

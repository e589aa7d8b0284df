import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { writeAsOperatorWorkflow } from "../../support/workflows/write-as-operator"
import { decideWithdrawalStep, type DecideWithdrawalInput } from "../steps/decide-withdrawal"

export const decideWithdrawalWorkflowId = "license-center-decide-withdrawal"

/**
 * The store's answer to a withdrawal, written into its ticket, whose trail says who it was.
 *
 * @throws MedusaError not_found, or not_allowed when it was answered otherwise
 */
export const decideWithdrawalWorkflow = createWorkflow(decideWithdrawalWorkflowId, (input: DecideWithdrawalInput) => {
  const message = decideWithdrawalStep(input)
  when("license-center-withdrawal-has-ticket", { message }, ({ message }) => message !== null).then(() => {
    writeAsOperatorWorkflow.runAsStep({ input: transform({ message }, ({ message }) => message!) })
  })
  return new WorkflowResponse(message)
})

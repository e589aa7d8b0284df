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
  const answer = decideWithdrawalStep(input)
  when("license-center-withdrawal-note", { answer }, ({ answer }) => answer.note !== null).then(() => {
    const note = transform({ answer }, ({ answer }) => answer.note!)
    writeAsOperatorWorkflow.runAsStep({ input: note }).config({ name: "license-center-write-withdrawal-note" })
  })
  when("license-center-withdrawal-has-ticket", { answer }, ({ answer }) => answer.reply !== null).then(() => {
    writeAsOperatorWorkflow.runAsStep({ input: transform({ answer }, ({ answer }) => answer.reply!) })
  })
  return new WorkflowResponse(answer)
})

import { createWorkflow, when, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { answerRefundsStep, type AnswerRefundsInput } from "../steps/answer-refunds"

export const answerRefundsWorkflowId = "license-center-answer-refunds"

/** Tells customers of decisions about refunds that they have not been told of. */
export const answerRefundsWorkflow = createWorkflow(answerRefundsWorkflowId, (input: AnswerRefundsInput) => {
  const notices = answerRefundsStep(input)
  when("license-center-refund-notices", { notices }, ({ notices }) => notices.length > 0).then(() => {
    sendNoticesWorkflow.runAsStep({ input: transform({ notices }, ({ notices }) => ({ ids: notices })) })
  })
  return new WorkflowResponse(notices)
})

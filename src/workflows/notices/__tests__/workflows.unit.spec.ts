import { WorkflowManager, type TransactionStepsDefinition } from "@medusajs/framework/orchestration"
import { retryNoticeWorkflowId, sendNoticesWorkflowId } from ".."

/** The steps of a workflow. */
function stepsOf(workflow_id: string): TransactionStepsDefinition[] {
  const below = (step: TransactionStepsDefinition): TransactionStepsDefinition[] => [
    step,
    ...[step.next ?? []].flat().flatMap(below),
  ]
  return below(WorkflowManager.getWorkflow(workflow_id).flow_)
}

describe("workflows of notices", () => {
  it.each([
    [sendNoticesWorkflowId, "license-center-deliver-due-notices"],
    [retryNoticeWorkflowId, "license-center-retry-notice"],
  ])("%s: what %s did is not undone by a later failure", (workflow, action) => {
    expect(stepsOf(workflow)).toContainEqual(expect.objectContaining({ action, noCompensation: true }))
  })
})

import { WorkflowManager, type TransactionStepsDefinition } from "@medusajs/framework/orchestration"
import { retryNoticeWorkflowId, sendNoticesWorkflowId } from "../notices"
import { reconcileOrderWorkflowId } from "../orders/workflows/reconcile-order"
import { deletePlanWorkflowId } from "../plans/workflows/delete-plan"
import { savePlanWorkflowId } from "../plans/workflows/save-plan"

/** The steps of a workflow. */
function stepsOf(workflow_id: string): TransactionStepsDefinition[] {
  const below = (step: TransactionStepsDefinition): TransactionStepsDefinition[] => [
    step,
    ...[step.next ?? []].flat().flatMap(below),
  ]
  return below(WorkflowManager.getWorkflow(workflow_id).flow_)
}

describe("what a workflow has done", () => {
  it.each([
    [sendNoticesWorkflowId, "license-center-deliver-due-notices"],
    [retryNoticeWorkflowId, "license-center-retry-notice"],
    [reconcileOrderWorkflowId, "license-center-apply-order"],
    [reconcileOrderWorkflowId, "license-center-ensure-order-notices"],
    // Licenses may follow a plan already when something after it fails.
    [savePlanWorkflowId, "license-center-save-plan"],
    [savePlanWorkflowId, "license-center-apply-plan"],
    [deletePlanWorkflowId, "license-center-delete-plan"],
  ])("%s: a later failure does not undo %s", (workflow, action) => {
    expect(stepsOf(workflow)).toContainEqual(expect.objectContaining({ action, noCompensation: true }))
  })
})

import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { dropTracesStep } from "../steps/drop-traces"

export const dropTracesWorkflowId = "license-center-drop-traces"

/** Forgets from where files were asked more than 90 days ago. Safe to run at any time. */
export const dropTracesWorkflow = createWorkflow(dropTracesWorkflowId, () => new WorkflowResponse(dropTracesStep()))

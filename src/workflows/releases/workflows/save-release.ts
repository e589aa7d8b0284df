import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { saveReleaseStep, type SaveReleaseInput } from "../steps/save-release"

export const saveReleaseWorkflowId = "license-center-save-release"

/** Drafts a release, or changes one. @returns its id */
export const saveReleaseWorkflow = createWorkflow(saveReleaseWorkflowId, (input: SaveReleaseInput) => {
  return new WorkflowResponse(saveReleaseStep(input))
})

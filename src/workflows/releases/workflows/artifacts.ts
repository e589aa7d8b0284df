import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  addArtifactStep,
  removeArtifactStep,
  type AddArtifactInput,
  type RemoveArtifactInput,
} from "../steps/artifacts"

export const addArtifactWorkflowId = "license-center-add-artifact"

/** Adds a file to a draft. @returns the artifact's id */
export const addArtifactWorkflow = createWorkflow(addArtifactWorkflowId, (input: AddArtifactInput) => {
  return new WorkflowResponse(addArtifactStep(input))
})

export const removeArtifactWorkflowId = "license-center-remove-artifact"

/** Takes a file out of a draft. */
export const removeArtifactWorkflow = createWorkflow(removeArtifactWorkflowId, (input: RemoveArtifactInput) => {
  return new WorkflowResponse(removeArtifactStep(input))
})

import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  deleteSavedReplyStep,
  saveSavedReplyStep,
  type DeleteSavedReplyInput,
  type SaveSavedReplyInput,
} from "../steps/saved-replies"

export const saveSavedReplyWorkflowId = "license-center-save-saved-reply"

/** Writes a saved reply, or changes one. @returns its id */
export const saveSavedReplyWorkflow = createWorkflow(saveSavedReplyWorkflowId, (input: SaveSavedReplyInput) => {
  return new WorkflowResponse(saveSavedReplyStep(input))
})

export const deleteSavedReplyWorkflowId = "license-center-delete-saved-reply"

/** Takes a saved reply out of the list. */
export const deleteSavedReplyWorkflow = createWorkflow(deleteSavedReplyWorkflowId, (input: DeleteSavedReplyInput) => {
  return new WorkflowResponse(deleteSavedReplyStep(input))
})

import { createWorkflow, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { ensureRebindNoticesStep, type EnsureRebindNoticesInput } from "../steps/ensure-rebind-notices"

export const settleRebindRequestsWorkflowId = "license-center-settle-rebind-requests"

/** Mails the owners of licenses what is owed about devices that ask for a seat. Safe to run at any time, any number at once. */
export const settleRebindRequestsWorkflow = createWorkflow(
  settleRebindRequestsWorkflowId,
  (input: EnsureRebindNoticesInput) => {
    const notices = ensureRebindNoticesStep(input)
    when("license-center-owed-rebind-notices", { notices }, ({ notices }) => notices.ids.length > 0).then(() => {
      sendNoticesWorkflow.runAsStep({ input: notices })
    })
    return new WorkflowResponse(notices)
  }
)

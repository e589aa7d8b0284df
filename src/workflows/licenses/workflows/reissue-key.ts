import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { LicenseEvents } from "../../../lib/events"
import type { ReissueKeyInput } from "../../../modules/licensing/services/key-reissue"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { ensureReissueNoticesStep } from "../steps/ensure-reissue-notices"
import { reissueKeyStep } from "../steps/reissue-key"

export const reissueKeyWorkflowId = "license-center-reissue-key"

/** An operator replaces the key of a license, after a leak; its mail follows, from the sweep if this process dies. */
export const reissueKeyWorkflow = createWorkflow(reissueKeyWorkflowId, (input: ReissueKeyInput) => {
  const reissued = reissueKeyStep(input)
  const notices = ensureReissueNoticesStep(transform({ input, reissued }, ({ input }) => ({ license_id: input.id })))
  emitEventStep({
    eventName: LicenseEvents.KEY_REISSUED,
    data: transform({ input, reissued }, ({ input, reissued }) => ({ id: input.id, order_id: reissued.order_id })),
  }).config({ name: "license-center-emit-key-reissued" })
  when("license-center-reissue-notices", { notices }, ({ notices }) => notices.ids.length > 0).then(() => {
    sendNoticesWorkflow.runAsStep({ input: notices })
  })
  return new WorkflowResponse(reissued)
})

import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { LicenseEvents } from "../../../lib/events"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { ensureOrderNoticesStep } from "../../orders/steps/ensure-order-notices"
import { changeLicenseStatusStep, type ChangeLicenseStatusInput } from "../steps/change-license-status"

const EVENT = {
  suspend: LicenseEvents.SUSPENDED,
  reinstate: LicenseEvents.REINSTATED,
  revoke: LicenseEvents.REVOKED,
} as const

export const changeLicenseStatusWorkflowId = "license-center-change-license-status"

/** An operator suspends, reinstates or revokes a license; the mail that the new state calls for follows. */
export const changeLicenseStatusWorkflow = createWorkflow(
  changeLicenseStatusWorkflowId,
  (input: ChangeLicenseStatusInput) => {
    const { changed, order_id } = changeLicenseStatusStep(input)
    const notices = ensureOrderNoticesStep({ order_id })
    when("license-center-status-changed", { changed }, ({ changed }) => changed).then(() => {
      emitEventStep({
        eventName: transform({ input }, ({ input }) => EVENT[input.action]),
        data: transform({ input, order_id }, ({ input, order_id }) => ({ id: input.id, order_id })),
      }).config({ name: "license-center-emit-status" })
    })
    when("license-center-status-notices", { notices }, ({ notices }) => notices.length > 0).then(() => {
      sendNoticesWorkflow.runAsStep({ input: transform({ notices }, ({ notices }) => ({ ids: notices })) })
    })
    return new WorkflowResponse(changed)
  }
)

import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { LicenseEvents } from "../../../lib/events"
import type { ReleaseSeatInput } from "../../../modules/licensing/services/seat-release"
import { releaseSeatStep } from "../steps/release-seat"

export const releaseSeatWorkflowId = "license-center-release-seat"

/** Frees the seat of a device that its owner cannot reach any more: for an operator, or for its owner. */
export const releaseSeatWorkflow = createWorkflow(releaseSeatWorkflowId, (input: ReleaseSeatInput) => {
  const released = releaseSeatStep(input)
  when("license-center-seat-released", { released }, ({ released }) => released).then(() => {
    emitEventStep({
      eventName: LicenseEvents.DEACTIVATED,
      data: transform({ input }, ({ input }) => ({ id: input.license_id, activation_id: input.activation_id })),
    }).config({ name: "license-center-emit-released" })
  })
  return new WorkflowResponse(released)
})

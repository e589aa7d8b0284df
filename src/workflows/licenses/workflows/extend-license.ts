import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { LicenseEvents } from "../../../lib/events"
import type { ExtendLicenseInput } from "../../../modules/licensing/services/license-extend"
import { extendLicenseStep } from "../steps/extend-license"

export const extendLicenseWorkflowId = "license-center-extend-license"

/** An operator gives a license more time. Running software gets the new end with its next validation. */
export const extendLicenseWorkflow = createWorkflow(extendLicenseWorkflowId, (input: ExtendLicenseInput) => {
  const extended = extendLicenseStep(input)
  emitEventStep({
    eventName: LicenseEvents.EXTENDED,
    data: transform({ input, extended }, ({ input, extended }) => ({ id: input.id, order_id: extended.order_id })),
  }).config({ name: "license-center-emit-extended" })
  return new WorkflowResponse(extended)
})

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { deliverNotices, type DeliverInput } from "../lib/deliver-notices"

export const deliverDueNoticesStepId = "license-center-deliver-due-notices"

/**
 * Claims, writes and sends mails in one step, because keys may not pass between steps, where they would be stored.
 * There is no compensation: a mail cannot be called back.
 */
export const deliverDueNoticesStep = createStep(
  { name: deliverDueNoticesStepId, noCompensation: true },
  async (input: DeliverInput, { container }) => new StepResponse(await deliverNotices(container, input))
)

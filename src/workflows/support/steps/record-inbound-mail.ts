import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { InboundTaken } from "../../../modules/support/services/inbound-desk"

/** Writes down what became of a mail. No compensation: what it says has happened. */
export const recordInboundMailStep = createStep(
  { name: "license-center-record-inbound-mail", noCompensation: true },
  async (taken: InboundTaken, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.recordInbound(taken))
  }
)

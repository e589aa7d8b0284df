import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"

export type SettlePaymentEventInput = { event_id: string; order_id: string | null }

/** Closes an event whose order follows it now, and keeps open one that waits for its order. */
export const settlePaymentEventStep = createStep(
  { name: "license-center-settle-payment-event", noCompensation: true },
  async ({ event_id, order_id }: SettlePaymentEventInput, { container }) => {
    const { events } = container.resolve<RefundsModuleService>(REFUNDS_MODULE).payments
    await (order_id ? events.processed(event_id) : events.withoutOrder(event_id))
    return new StepResponse(null)
  }
)

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { MedusaError } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { findOrderOfIntent } from "../lib/find-order"

export type FoldPaymentEventInput = { event_id: string }

/** @returns the order that the event is about, null while there is none */
export const foldPaymentEventStep = createStep(
  { name: "license-center-fold-payment-event", noCompensation: true },
  async ({ event_id }: FoldPaymentEventInput, { container }) => {
    const { payments } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const event = await payments.events.read(event_id)
    if (!event) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Event ${event_id} was not found`)
    }
    if (!event.payment_intent_id) {
      return new StepResponse<string | null>(null)
    }
    const order_id = event.order_id ?? (await findOrderOfIntent(container, event.payment_intent_id))
    await payments.fold(event.payment_intent_id, order_id)
    return new StepResponse<string | null>(order_id)
  }
)

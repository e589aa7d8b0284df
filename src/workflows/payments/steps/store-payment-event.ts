import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { fromStored, type StoredFact } from "../../../modules/refunds/rules/stripe/stored-facts"
import type RefundsModuleService from "../../../modules/refunds/service"

/** `fact` is what was read of an event, its times as texts. */
export type StorePaymentEventInput = { type: string; fact: StoredFact }

export const storePaymentEventStep = createStep(
  { name: "license-center-store-payment-event", noCompensation: true },
  async ({ type, fact }: StorePaymentEventInput, { container }) => {
    const { payments } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    return new StepResponse(await payments.events.store(type, fromStored(fact)))
  }
)

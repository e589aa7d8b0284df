import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { readEvent } from "../../../modules/refunds/rules/stripe/read-event"
import { toStored } from "../../../modules/refunds/rules/stripe/stored-facts"
import type RefundsModuleService from "../../../modules/refunds/service"
import { storePaymentEventWorkflow } from "../workflows/store-payment-event"
import { takePaymentEventWorkflow } from "../workflows/take-payment-event"

/**
 * A verified event. Once it is stored the provider's part is done: what fails after that is tried again by the job.
 *
 * @throws what kept it from being stored
 */
export async function takeStripeEvent(container: MedusaContainer, event: Stripe.Event): Promise<"taken" | "ignored"> {
  const fact = readEvent(event)
  if (fact.kind === "ignored") {
    return "ignored"
  }
  await storePaymentEventWorkflow(container).run({ input: { type: event.type, fact: toStored(fact) } })
  await takeStoredEvent(container, fact.event_id)
  return "taken"
}

/** Never throws: what went wrong stands with the event, and in the log. */
export async function takeStoredEvent(container: MedusaContainer, event_id: string): Promise<boolean> {
  try {
    await takePaymentEventWorkflow(container).run({ input: { event_id } })
    return true
  } catch (error) {
    const { message } = error as Error
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`License Center: event ${event_id} of a payment is tried again later: ${message}`)
    const { events } = container.resolve<RefundsModuleService>(REFUNDS_MODULE).payments
    await events.failed(event_id, message).catch(() => undefined)
    return false
  }
}

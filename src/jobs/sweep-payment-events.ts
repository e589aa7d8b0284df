import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepPaymentEventsWorkflow } from "../workflows/payments/workflows/sweep-payment-events"

/** Takes events of the payment provider that are stored and could not be followed yet. */
export default async function sweepPaymentEvents(container: MedusaContainer) {
  await sweepPaymentEventsWorkflow(container).run({})
}

export const config = { name: "license-center-sweep-payment-events", schedule: "* * * * *" }

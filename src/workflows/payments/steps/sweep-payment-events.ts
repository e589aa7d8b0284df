import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { takeStoredEvent } from "../lib/take-events"

const BATCH = 100

/** How many were tried, and which of them failed again. */
export type PaymentSweep = { tried: number; failed: string[] }

/** Takes what was stored and not settled: its order is not there yet, something failed, or the server died. */
export const sweepPaymentEventsStep = createStep(
  { name: "license-center-sweep-payment-events", noCompensation: true },
  async (_: void, { container }) => {
    const { events } = container.resolve<RefundsModuleService>(REFUNDS_MODULE).payments
    const due = await events.due(BATCH)
    const failed: string[] = []
    for (const id of due) {
      if (!(await takeStoredEvent(container, id))) {
        failed.push(id)
      }
    }
    return new StepResponse<PaymentSweep>({ tried: due.length, failed })
  }
)

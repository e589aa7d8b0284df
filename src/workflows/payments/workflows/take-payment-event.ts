import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { reconcileOrderWorkflow } from "../../orders/workflows/reconcile-order"
import { foldPaymentEventStep } from "../steps/fold-payment-event"
import { settlePaymentEventStep } from "../steps/settle-payment-event"

export type TakePaymentEventInput = { event_id: string }

export const takePaymentEventWorkflowId = "license-center-take-payment-event"

/**
 * Takes a stored event of the payment provider into account: what all events of its payment say together, and then the
 * order, as any other change of it. Once, twice, at the same time or in any order comes to the same. Mails are left to
 * the job that sends them, for the provider does not wait.
 *
 * @returns the order, null when there is none
 */
export const takePaymentEventWorkflow = createWorkflow(takePaymentEventWorkflowId, (input: TakePaymentEventInput) => {
  const order_id = foldPaymentEventStep(input)
  const reconciled = when("license-center-payment-has-order", { order_id }, ({ order_id }) => order_id !== null).then(
    () =>
      reconcileOrderWorkflow.runAsStep({
        input: transform({ order_id }, ({ order_id }) => ({ order_id: order_id!, mail: "later" as const })),
      })
  )
  settlePaymentEventStep(
    transform({ input, order_id, reconciled }, ({ input, order_id }) => ({ event_id: input.event_id, order_id }))
  )
  return new WorkflowResponse(order_id)
})

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** Money went back, all of it or a part. */
export default async function onPaymentRefunded({ event, container }: SubscriberArgs<{ id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { payment_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "payment.refunded",
  context: { subscriberId: "license-center-payment-refunded" },
}

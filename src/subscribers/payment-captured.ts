import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** Money arrived, all of it or a part. */
export default async function onPaymentCaptured({ event, container }: SubscriberArgs<{ id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { payment_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "payment.captured",
  context: { subscriberId: "license-center-payment-captured" },
}

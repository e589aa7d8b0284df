import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** A cancellation refunds without telling of a refund; this is its only signal. */
export default async function onOrderCanceled({ event, container }: SubscriberArgs<{ id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "license-center-order-canceled" },
}

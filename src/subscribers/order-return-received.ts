import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** Units came back: their licenses end. */
export default async function onOrderReturnReceived({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order.return_received",
  context: { subscriberId: "license-center-order-return-received" },
}

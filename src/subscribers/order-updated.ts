import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** Its address or customer may have changed: licenses follow. */
export default async function onOrderUpdated({ event, container }: SubscriberArgs<{ id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.updated",
  context: { subscriberId: "license-center-order-updated" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** Nothing is issued for completing an order, but it is a good moment to look. */
export default async function onOrderCompleted({ event, container }: SubscriberArgs<{ id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.completed",
  context: { subscriberId: "license-center-order-completed" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** An exchange adds lines that no order.placed tells of. */
export default async function onOrderExchangeCreated({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order.exchange_created",
  context: { subscriberId: "license-center-order-exchange-created" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** An edit adds lines and units, or takes them away. */
export default async function onOrderEditConfirmed({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order-edit.confirmed",
  context: { subscriberId: "license-center-order-edit-confirmed" },
}

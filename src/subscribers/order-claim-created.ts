import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { reconcileOrderWorkflow } from "../workflows/orders/workflows/reconcile-order"

/** A claim adds replacements and writes units off. */
export default async function onOrderClaimCreated({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await reconcileOrderWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order.claim_created",
  context: { subscriberId: "license-center-order-claim-created" },
}

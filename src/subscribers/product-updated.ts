import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { syncProductsWorkflow } from "../workflows/products/workflows/sync-products"

/** A renamed product keeps answering the software that was shipped under its old handle. */
export default async function onProductUpdated({ event, container }: SubscriberArgs<{ id: string }>) {
  await syncProductsWorkflow(container).run({ input: { ids: [event.data.id] } })
}

export const config: SubscriberConfig = {
  event: "product.updated",
  context: { subscriberId: "license-center-product-updated" },
}

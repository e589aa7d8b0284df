import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleRebindRequestsWorkflow } from "../workflows/moves/workflows/settle-rebind-requests"

/** A device asks for a seat: the owner of its license is mailed at once. */
export default async function onRebindRequested({ event, container }: SubscriberArgs<{ request_id: string }>) {
  await settleRebindRequestsWorkflow(container).run({ input: { request_id: event.data.request_id } })
}

export const config: SubscriberConfig = {
  event: "license.rebind_requested",
  context: { subscriberId: "license-center-rebind-requested" },
}

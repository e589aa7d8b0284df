import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleTicketsWorkflow } from "../workflows/support/workflows/settle-tickets"

/** A new private link is mailed at once, with whatever else is owed. */
export default async function onTicketLinkRequested({ event, container }: SubscriberArgs<{ ticket_id: string }>) {
  await settleTicketsWorkflow(container).run({ input: { ticket_id: event.data.ticket_id } })
}

export const config: SubscriberConfig = {
  event: "license-center.ticket-link-requested",
  context: { subscriberId: "license-center-ticket-link-requested" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleTicketsWorkflow } from "../workflows/support/workflows/settle-tickets"

/** An answer's mail goes out at once, as does the first mail of a ticket that follows a closed one. */
export default async function onTicketReplied({ event, container }: SubscriberArgs<{ id: string }>) {
  await settleTicketsWorkflow(container).run({ input: { ticket_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "ticket.replied",
  context: { subscriberId: "license-center-ticket-replied" },
}

import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleTicketsWorkflow } from "../workflows/support/workflows/settle-tickets"

/** The first mail of a ticket goes out at once; the job makes up for a lost event. */
export default async function onTicketOpened({ event, container }: SubscriberArgs<{ id: string }>) {
  await settleTicketsWorkflow(container).run({ input: { ticket_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "ticket.opened",
  context: { subscriberId: "license-center-ticket-opened" },
}

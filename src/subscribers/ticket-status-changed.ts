import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleTicketsWorkflow } from "../workflows/support/workflows/settle-tickets"

/** A held ticket that an operator lets through owes its first mail. */
export default async function onTicketStatusChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await settleTicketsWorkflow(container).run({ input: { ticket_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "ticket.status_changed",
  context: { subscriberId: "license-center-ticket-status-changed" },
}

import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { TicketRef } from "../../lib/ticket-types"
import { ticketTitle } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { Ago, TicketStatusBadge } from "./ticket-bits"

/** One line for a ticket where others are the subject: beside a thread, a customer, an order. */
export const TicketLinkRow = (props: { ticket: TicketRef & { last_message_at: string }; unread?: boolean }) => {
  const { ticket } = props
  const { t } = useText()
  return (
    <Link
      to={`/tickets/${ticket.id}`}
      className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex items-center justify-between gap-x-4 px-6 py-3 outline-none"
    >
      <span className="flex min-w-0 flex-col gap-y-0.5">
        <Text as="span" size="small" leading="compact" weight={props.unread ? "plus" : "regular"} className="truncate">
          {ticketTitle(ticket, t)}
        </Text>
        <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-muted">
          #{ticket.number} · <Ago at={ticket.last_message_at} />
        </Text>
      </span>
      <TicketStatusBadge status={ticket.status} />
    </Link>
  )
}

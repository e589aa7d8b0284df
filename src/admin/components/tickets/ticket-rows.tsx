import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Ticket } from "../../lib/ticket-types"
import { operatorName, ticketTitle } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { Ago, DueLabel, PriorityBadge, TicketStatusBadge, UnreadDot } from "./ticket-bits"

/** Tickets one below the other, for phones: what the table says, in three lines each. */
export const TicketRows = ({ tickets }: { tickets: Ticket[] }) => {
  const { t } = useText()
  return (
    <ul className="divide-y border-y md:hidden">
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <Link to={`/tickets/${ticket.id}`} className="hover:bg-ui-bg-base-hover flex flex-col gap-y-1 px-4 py-3">
            <div className="flex items-center gap-x-2">
              <UnreadDot unread={ticket.unread} />
              <Text
                size="small"
                leading="compact"
                weight={ticket.unread ? "plus" : "regular"}
                className="flex-1 truncate"
              >
                {ticketTitle(ticket, t)}
              </Text>
              <Ago at={ticket.last_message_at} short className="txt-compact-xsmall text-ui-fg-muted shrink-0" />
            </div>
            <Text size="small" leading="compact" className="text-ui-fg-subtle truncate pl-3.5">
              #{ticket.number} · {ticket.email}
            </Text>
            <Text size="small" leading="compact" className="text-ui-fg-muted truncate pl-3.5">
              {ticket.preview}
            </Text>
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1 pl-3.5 pt-1">
              <TicketStatusBadge status={ticket.status} />
              <PriorityBadge priority={ticket.priority} />
              <DueLabel ticket={ticket} inline />
              <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-muted ml-auto truncate">
                {ticket.assignee_id && operatorName(ticket.assignee, t)}
              </Text>
            </div>
          </Link>
        </li>
      ))}
    </ul>
  )
}

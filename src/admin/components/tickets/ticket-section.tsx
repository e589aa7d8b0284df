import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { Link, useNavigate } from "react-router-dom"
import { useTickets } from "../../hooks/tickets"
import type { TicketQuery } from "../../lib/ticket-query"
import { useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"
import { CreateTicketModal } from "./create-ticket-modal"
import { TicketLinkRow } from "./ticket-link-row"

const SHOWN = 5

/**
 * The latest tickets of a customer or an order, and a way to begin one.
 *
 * @param of what the tickets are of, as the API takes it
 * @param search what the inbox is searched for to show all of them
 */
export const TicketSection = (props: {
  of: TicketQuery
  search: string
  about: { email?: string; name?: string; order?: { id: string; display_id: number | string } }
}) => {
  const { t } = useText()
  const navigate = useNavigate()
  const [creating, setCreating] = useState(false)
  const query = useTickets({ ...props.of, view: "all", limit: SHOWN, offset: 0, order: "-last_message_at" })
  const tickets = query.data?.tickets

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <Heading level="h2">{t("tickets.section.title")}</Heading>
        <Button size="small" variant="secondary" onClick={() => setCreating(true)}>
          {t("tickets.create.action")}
        </Button>
      </div>
      {query.isError && !tickets ? (
        <LoadError
          title={t("tickets.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !tickets ? (
        <LoadingRows rows={2} />
      ) : tickets.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 py-4">
          {t("tickets.section.none")}
        </Text>
      ) : (
        <ul className="divide-y">
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <TicketLinkRow ticket={ticket} unread={ticket.unread} />
            </li>
          ))}
        </ul>
      )}
      {query.data && query.data.count > SHOWN && (
        <div className="px-6 py-3">
          <Link
            to="/tickets?view=all"
            state={{ q: props.search }}
            className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {t("tickets.section.show_all", { count: query.data.count })}
          </Link>
        </div>
      )}
      {creating && (
        <CreateTicketModal
          about={props.about}
          onCreated={({ id }) => navigate(`/tickets/${id}`)}
          onClose={() => setCreating(false)}
        />
      )}
    </Container>
  )
}

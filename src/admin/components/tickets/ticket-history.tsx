import { useState } from "react"
import { useOperators } from "../../hooks/operators"
import { useTicketEvents } from "../../hooks/tickets"
import { formatDateTime } from "../../lib/format"
import { eventDetail } from "../../lib/ticket-words"
import type { Operator, TicketEvent } from "../../lib/ticket-types"
import { type Translate, useText } from "../../lib/translate"
import { EventList } from "../common/event-list"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"
import { SideSection } from "./side-section"

const FIRST = 6
const MORE = 100

/** What happened to a ticket, latest first. What was written is not in it. */
export const TicketHistory = ({ ticketId }: { ticketId: string }) => {
  const { t, language } = useText()
  const [limit, setLimit] = useState(FIRST)
  const query = useTicketEvents(ticketId, limit)
  const operators = useOperators().data ?? []
  return (
    <SideSection title={t("tickets.history")}>
      {query.isError && !query.data ? (
        <LoadError
          title={t("events.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={3} />
      ) : (
        <EventList
          events={query.data.events.map((event) => ({
            id: event.id,
            title: t(`tickets.event.${event.name.replace("ticket.", "")}`, { defaultValue: event.name }),
            facts: [
              eventDetail(event.data, operators, t),
              formatDateTime(event.created_at, language),
              actorText(event, operators, t),
              event.reason,
            ],
          }))}
          onMore={query.data.count > limit && limit < MORE ? () => setLimit(MORE) : null}
          isLoadingMore={query.isFetching}
        />
      )}
    </SideSection>
  )
}

function actorText({ actor_type, actor_id, actor_email }: TicketEvent, operators: Operator[], t: Translate): string {
  const email = actor_email ?? operators.find(({ id }) => id === actor_id)?.email
  return email ?? t(`events.actor.${actor_type}`, { defaultValue: actor_type })
}

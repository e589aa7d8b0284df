import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useOperators } from "../../hooks/operators"
import { useTicketEvents } from "../../hooks/tickets"
import { formatDateTime } from "../../lib/format"
import { eventDetail } from "../../lib/ticket-words"
import type { Operator, TicketEvent } from "../../lib/ticket-types"
import { type Translate, useText } from "../../lib/translate"
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
        <ol className="flex flex-col gap-y-3 px-6 py-4">
          {query.data.events.map((event) => (
            <li key={event.id}>
              <Text size="small" leading="compact">
                {t(`tickets.event.${event.name.replace("ticket.", "")}`, { defaultValue: event.name })}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle break-words">
                {[
                  eventDetail(event.data, operators, t),
                  formatDateTime(event.created_at, language),
                  actorText(event, operators, t),
                  event.reason,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
            </li>
          ))}
        </ol>
      )}
      {query.data && query.data.count > limit && limit < MORE && (
        <div className="px-6 py-3">
          <Button size="small" variant="transparent" isLoading={query.isFetching} onClick={() => setLimit(MORE)}>
            {t("events.more")}
          </Button>
        </div>
      )}
    </SideSection>
  )
}

function actorText({ actor_type, actor_id, actor_email }: TicketEvent, operators: Operator[], t: Translate): string {
  const email = actor_email ?? operators.find(({ id }) => id === actor_id)?.email
  return email ?? t(`events.actor.${actor_type}`, { defaultValue: actor_type })
}

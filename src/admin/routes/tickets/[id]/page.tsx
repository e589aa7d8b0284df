import { Container } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import type { LoaderFunctionArgs, UIMatch } from "react-router-dom"
import { useLoaderData, useNavigate, useParams } from "react-router-dom"
import { LoadError } from "../../../components/common/load-error"
import { LoadingRows } from "../../../components/common/loading"
import { Composer } from "../../../components/tickets/composer"
import { MergeDialog } from "../../../components/tickets/merge-dialog"
import { MessageList } from "../../../components/tickets/message-list"
import { ThreadActions, useStatusChange } from "../../../components/tickets/thread-actions"
import { ThreadHeader } from "../../../components/tickets/thread-header"
import { ThreadNotices } from "../../../components/tickets/thread-notices"
import { TicketSide } from "../../../components/tickets/ticket-side"
import { usePresence } from "../../../hooks/presence"
import { ticketQuery, useTicket } from "../../../hooks/tickets"
import type { TicketThread } from "../../../lib/ticket-types"
import { useText } from "../../../lib/translate"

/** One ticket: what was said, where to answer, and everything that helps to. */
const TicketPage = () => {
  const { t } = useText()
  const { id } = useParams() as { id: string }
  const loaded = useLoaderData() as { ticket: TicketThread | null }
  const query = useTicket(id)
  const ticket = query.data ?? (loaded.ticket?.id === id ? loaded.ticket : undefined)

  if (!ticket) {
    return (
      <Container className="p-0">
        {query.isError ? (
          <LoadError
            title={t("tickets.ticket_failed")}
            error={query.error}
            onRetry={() => query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <LoadingRows rows={6} />
        )}
      </Container>
    )
  }
  // Another ticket begins anew: drafts, uploads and what is unfolded belong to one.
  return <Thread key={ticket.id} ticket={ticket} />
}

const Thread = ({ ticket }: { ticket: TicketThread }) => {
  const { others, touch } = usePresence(ticket.id, ticket.messages.at(-1)?.id ?? null)
  const status = useStatusChange(ticket.id)
  const navigate = useNavigate()
  const [mergeInto, setMergeInto] = useState<string | null>(null)
  const page = useRef<HTMLDivElement>(null)
  const composer = useRef<HTMLDivElement>(null)

  // The dashboard's page scrolls, not the window: without this a ticket begins where an order or another ticket was left.
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for a clean-up.
    page.current?.closest("main")?.scrollTo(0, 0)
  }, [])

  return (
    <div ref={page} className="flex flex-col gap-x-4 gap-y-3 xl:flex-row xl:items-start">
      <Container className="flex w-full min-w-0 flex-col divide-y p-0">
        <ThreadHeader ticket={ticket} actions={<ThreadActions ticket={ticket} />} />
        <div>
          <ThreadNotices
            ticket={ticket}
            others={others}
            pending={status.pending}
            onRelease={() => void status.run("release")}
            onSpam={() => void status.run("spam")}
            onMerge={setMergeInto}
          />
          <MessageList ticket={ticket} onReply={() => goTo(composer.current)} />
        </div>
        <div ref={composer}>
          <Composer ticket={ticket} others={others} onTouch={touch} />
        </div>
      </Container>
      <div className="flex w-full max-w-full shrink-0 flex-col gap-y-3 xl:max-w-[400px]">
        <TicketSide ticket={ticket} />
      </div>
      {mergeInto && (
        <MergeDialog
          ticket={ticket}
          initialInto={mergeInto}
          onMerged={(into) => navigate(`/tickets/${into}`)}
          onClose={() => setMergeInto(null)}
        />
      )}
    </div>
  )
}

/** To the end of a long thread, and into its box. */
function goTo(composer: HTMLDivElement | null) {
  composer?.scrollIntoView({ block: "end" })
  composer?.querySelector<HTMLElement>("[data-state=active] textarea")?.focus({ preventScroll: true })
}

/** For the breadcrumb. A ticket that cannot be read is told by the page, with a way to try again. */
export const loader = async ({ params }: LoaderFunctionArgs) => {
  try {
    return { ticket: await ticketQuery(params.id!).queryFn() }
  } catch {
    return { ticket: null }
  }
}

export const handle = {
  breadcrumb: ({ data }: UIMatch<{ ticket: TicketThread | null }>) => (data?.ticket ? `#${data.ticket.number}` : "…"),
}

export default TicketPage

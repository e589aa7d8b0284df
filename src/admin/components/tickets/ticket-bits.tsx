import { Badge, StatusBadge, Text, Tooltip, clx } from "@medusajs/ui"
import { useNow } from "../../hooks/now"
import { formatDateTime } from "../../lib/format"
import { priorityBadge, ticketBadge } from "../../lib/ticket-badges"
import { dueText, nextDue, timeAgo } from "../../lib/ticket-time"
import type { Priority, Ticket, TicketStatus } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"

/** The small things that a ticket is told apart by, the same wherever tickets are listed. */

/** What customers do not see. The tag's orange is a deep red-brown in the dark, as of an error. */
export const NOTE_TINT = "!bg-ui-tag-orange-bg dark:!bg-[#2e2b25]"

export const TicketStatusBadge = ({ status }: { status: TicketStatus }) => {
  const { t } = useText()
  const badge = ticketBadge(status)
  return (
    <StatusBadge color={badge.color} className="whitespace-nowrap">
      {t(badge.label)}
    </StatusBadge>
  )
}

export const PriorityBadge = ({ priority }: { priority: Priority }) => {
  const { t } = useText()
  const badge = priorityBadge(priority)
  return badge ? (
    <Badge size="2xsmall" color={badge.color}>
      {t(badge.label)}
    </Badge>
  ) : null
}

export const UnreadDot = ({ unread }: { unread: boolean }) => {
  const { t } = useText()
  return (
    <span className={clx("size-1.5 shrink-0 rounded-full", unread ? "bg-ui-fg-interactive" : "bg-transparent")}>
      {unread && <span className="sr-only">{t("tickets.field.unread")}</span>}
    </span>
  )
}

const DUE_COLORS = {
  overdue: "text-ui-fg-error",
  soon: "text-ui-tag-orange-text",
  later: "text-ui-fg-subtle",
  paused: "text-ui-fg-muted",
} as const

/** What a ticket is due for next, and when; a dash when nothing is awaited of the store. */
export const DueLabel = ({ ticket, inline }: { ticket: Ticket; inline?: boolean }) => {
  const { t, language } = useText()
  const due = nextDue(ticket)
  if (!due) {
    return inline ? null : <span className="text-ui-fg-muted">–</span>
  }
  const kind = t(`tickets.due.kind.${due.kind}`)
  const text = dueText(due, t, language)
  return (
    <Tooltip content={t("tickets.due.tooltip", { date: formatDateTime(due.at, language) })}>
      {inline ? (
        <span className={clx("txt-compact-small", DUE_COLORS[due.state])}>
          {kind} {text}
        </span>
      ) : (
        <span className="flex flex-col">
          <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-muted truncate">
            {kind}
          </Text>
          <span className={clx("txt-compact-small truncate", DUE_COLORS[due.state])}>{text}</span>
        </span>
      )}
    </Tooltip>
  )
}

/** `5 min. ago`, and the moment itself to whoever rests on it. */
export const Ago = ({ at, className, short }: { at: string; className?: string; short?: boolean }) => {
  const { t, language } = useText()
  const now = useNow()
  return (
    <time dateTime={at} title={formatDateTime(at, language)} className={className}>
      {timeAgo(at, now, t, language, short ? "short" : "long")}
    </time>
  )
}

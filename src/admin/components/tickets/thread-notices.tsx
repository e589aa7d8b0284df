import { Button, InlineTip } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { mergeHint } from "../../lib/ticket-badges"
import type { PresentOperator, TicketRef, TicketThread } from "../../lib/ticket-types"
import { presenceText } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"

const LINK = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover"

/** What has to be known before anything is done to the ticket: who else is there, and what it is joined to. */
export const ThreadNotices = (props: {
  ticket: TicketThread
  others: PresentOperator[]
  pending: boolean
  onRelease: () => void
  onSpam: () => void
  onMerge: (intoId: string) => void
}) => {
  const { t, language } = useText()
  const { ticket } = props
  const presence = presenceText(props.others, t, language)
  const writing = props.others.some(({ state }) => state === "writing")
  const isHeld = ticket.status === "held"
  const hint = mergeHint(ticket)
  // What a held mail names nobody has checked, and letting it through changes nothing about that.
  const follows = ticket.hold_reason ? "tickets.joined.answers" : "tickets.joined.follow_up_of"
  const joined: [string, TicketRef[]][] = [
    ["tickets.joined.merged_into", ticket.merged_into ? [ticket.merged_into] : []],
    [follows, ticket.follow_up_of && !isHeld ? [ticket.follow_up_of] : []],
    ["tickets.joined.followed_up_by", ticket.followed_up_by],
    ["tickets.joined.merged_from", ticket.merged_from],
  ]
  const told = joined.filter(([, refs]) => refs.length > 0)
  if (!presence && !isHeld && told.length === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-2 px-4 pt-4 sm:px-6" aria-live="polite">
      {presence && (
        <InlineTip variant={writing ? "warning" : "info"} label={t("tickets.presence.label")}>
          {presence}
        </InlineTip>
      )}
      {isHeld && (
        <InlineTip variant="warning" label={t("tickets.held.label")}>
          {t(`tickets.held.reason.${ticket.hold_reason}`, { defaultValue: t("tickets.held.reason.other") })}{" "}
          {ticket.follow_up_of && (
            <>
              {t("tickets.held.names")} <TicketLink ticket={ticket.follow_up_of} />.{" "}
            </>
          )}
          {t("tickets.held.help")}
          <span className="mt-2 flex flex-wrap gap-2">
            <Button size="small" variant="secondary" disabled={props.pending} onClick={props.onRelease}>
              {t("tickets.action.release")}
            </Button>
            <Button size="small" variant="transparent" disabled={props.pending} onClick={props.onSpam}>
              {t("tickets.action.spam")}
            </Button>
          </span>
        </InlineTip>
      )}
      {told.map(([label, refs]) => (
        <InlineTip key={label} label={t("tickets.joined.label")}>
          {t(label)}{" "}
          {refs.map((ref, index) => (
            <span key={ref.id}>
              {index > 0 && ", "}
              <TicketLink ticket={ref} />
            </span>
          ))}
          {hint && label === follows && (
            <span className="mt-1 flex flex-col items-start gap-y-2">
              {t("tickets.merge.hint")}
              <Button size="small" variant="secondary" onClick={() => props.onMerge(hint.id)}>
                {t("tickets.merge.hint_action", { number: hint.number })}
              </Button>
            </span>
          )}
        </InlineTip>
      ))}
    </div>
  )
}

const TicketLink = ({ ticket: { id, number, subject } }: { ticket: TicketRef }) => (
  <Link to={`/tickets/${id}`} className={LINK}>
    #{number} {subject}
  </Link>
)

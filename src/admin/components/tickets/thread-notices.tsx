import { Button, InlineTip } from "@medusajs/ui"
import { Link } from "react-router-dom"
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
}) => {
  const { t, language } = useText()
  const { ticket } = props
  const presence = presenceText(props.others, t, language)
  const writing = props.others.some(({ state }) => state === "writing")
  const joined: [string, TicketRef[]][] = [
    ["tickets.joined.merged_into", ticket.merged_into ? [ticket.merged_into] : []],
    ["tickets.joined.follow_up_of", ticket.follow_up_of ? [ticket.follow_up_of] : []],
    ["tickets.joined.followed_up_by", ticket.followed_up_by],
    ["tickets.joined.merged_from", ticket.merged_from],
  ]
  const told = joined.filter(([, refs]) => refs.length > 0)
  if (!presence && ticket.status !== "held" && told.length === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-2 px-4 pt-4 sm:px-6" aria-live="polite">
      {presence && (
        <InlineTip variant={writing ? "warning" : "info"} label={t("tickets.presence.label")}>
          {presence}
        </InlineTip>
      )}
      {ticket.status === "held" && (
        <InlineTip variant="warning" label={t("tickets.held.label")}>
          {t(`tickets.held.reason.${ticket.hold_reason}`, { defaultValue: t("tickets.held.reason.other") })}{" "}
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
          {refs.map(({ id, number, subject }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link to={`/tickets/${id}`} className={LINK}>
                #{number} {subject}
              </Link>
            </span>
          ))}
        </InlineTip>
      ))}
    </div>
  )
}

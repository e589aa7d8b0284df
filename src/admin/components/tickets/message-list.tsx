import { ArrowDownMini } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { replyBlock } from "../../lib/ticket-badges"
import type { TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { MessageItem } from "./message-item"

/** With more than this, the older ones wait behind a button: who opens a ticket wants its end, and the box below it. */
const MOST_SHOWN = 12
const LATEST = 8

/** Messages and characters from which the box is out of sight, so that a way to it stands at the top. */
const LONG_MESSAGES = 4
const LONG_TEXT = 1_500

export const MessageList = ({ ticket, onReply }: { ticket: TicketThread; onReply: () => void }) => {
  const { t } = useText()
  const [all, setAll] = useState(false)
  const { messages } = ticket
  const shown = all || messages.length <= MOST_SHOWN ? messages : messages.slice(-LATEST)
  const hidden = messages.length - shown.length
  const offersJump =
    replyBlock(ticket) === null &&
    (shown.length > LONG_MESSAGES || shown.reduce((length, { body }) => length + body.length, 0) > LONG_TEXT)
  return (
    <div className="flex flex-col gap-y-3 px-4 py-4 sm:px-6">
      {ticket.earlier_messages > 0 && (
        <Text size="small" leading="compact" className="text-ui-fg-muted text-center">
          {t("tickets.earlier_messages", { count: ticket.earlier_messages })}
        </Text>
      )}
      {(hidden > 0 || offersJump) && (
        <div className="flex flex-wrap items-center justify-end gap-2">
          {hidden > 0 && (
            <Button size="small" variant="transparent" className="mr-auto" onClick={() => setAll(true)}>
              {t("tickets.older_messages", { count: hidden })}
            </Button>
          )}
          {offersJump && (
            <Button size="small" variant="transparent" onClick={onReply}>
              <ArrowDownMini />
              {t("tickets.reply.jump")}
            </Button>
          )}
        </div>
      )}
      <ol className="flex flex-col gap-y-3" aria-label={t("tickets.messages")}>
        {shown.map((message) => (
          <MessageItem key={message.id} message={message} ticket={ticket} />
        ))}
      </ol>
      {ticket.refused_files.length > 0 && (
        <Text size="xsmall" className="text-ui-fg-muted break-words">
          {t("tickets.files.not_taken")}{" "}
          {ticket.refused_files
            .map(
              ({ filename, reason }) =>
                `${filename} (${t(`tickets.files.refused.${reason}`, { defaultValue: reason })})`
            )
            .join(", ")}
        </Text>
      )}
    </div>
  )
}

import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import type { TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { MessageItem } from "./message-item"

/** With more than this, the older ones wait behind a button: who opens a ticket wants its end, and the box below it. */
const MOST_SHOWN = 12
const LATEST = 8

export const MessageList = ({ ticket }: { ticket: TicketThread }) => {
  const { t } = useText()
  const [all, setAll] = useState(false)
  const { messages } = ticket
  const shown = all || messages.length <= MOST_SHOWN ? messages : messages.slice(-LATEST)
  const hidden = messages.length - shown.length
  return (
    <div className="flex flex-col gap-y-3 px-4 py-4 sm:px-6">
      {hidden > 0 && (
        <Button size="small" variant="transparent" className="self-center" onClick={() => setAll(true)}>
          {t("tickets.older_messages", { count: hidden })}
        </Button>
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

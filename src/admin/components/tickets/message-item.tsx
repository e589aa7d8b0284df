import { LockClosedSolid } from "@medusajs/icons"
import { Badge, Text, clx } from "@medusajs/ui"
import { hiddenText, messageAuthor, channelText } from "../../lib/ticket-words"
import type { TicketMessage, TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { AttachmentList } from "./attachment-list"
import { Ago, NOTE_TINT } from "./ticket-bits"

/**
 * One message as it was written. Its words are text, without links to click: what a stranger wrote is not made to look
 * as if the store had checked it.
 */
export const MessageItem = ({ message, ticket }: { message: TicketMessage; ticket: TicketThread }) => {
  const { t, language } = useText()
  if (message.kind === "system") {
    return (
      <li className="flex items-center gap-x-3 py-1">
        <span className="bg-ui-border-base h-px flex-1" />
        <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-muted text-center">
          {t(`tickets.system.${message.body}`, { defaultValue: message.body })} · <Ago at={message.created_at} />
        </Text>
        <span className="bg-ui-border-base h-px flex-1" />
      </li>
    )
  }
  const isNote = message.kind === "note"
  const isOurs = message.author_type !== "customer"
  const hidden = hiddenText(message.redactions, t, language)
  const origin = ticket.merged_from.find(({ id }) => id === message.merged_from_id)
  return (
    <li
      className={clx(
        "rounded-lg border px-4 py-3",
        isNote
          ? clx(NOTE_TINT, "border-ui-tag-orange-border dark:border-ui-border-strong")
          : isOurs
            ? "bg-ui-bg-subtle border-ui-border-base sm:ml-8"
            : "bg-ui-bg-base border-ui-border-strong sm:mr-8"
      )}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Text as="span" size="small" weight="plus" leading="compact" className="min-w-0 break-words">
          {messageAuthor(message, ticket, t)}
        </Text>
        {isNote ? (
          <span className="text-ui-tag-orange-text txt-compact-xsmall flex items-center gap-x-1 [&_svg]:size-3">
            <LockClosedSolid />
            {t("tickets.note_only_operators")}
          </span>
        ) : (
          isOurs && <Badge size="2xsmall">{t("tickets.author.store")}</Badge>
        )}
        <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-muted ml-auto">
          {[channelText(message, t), origin && t("tickets.from_merged", { number: origin.number })]
            .filter(Boolean)
            .map((part) => `${part} · `)}
          <Ago at={message.created_at} />
        </Text>
      </div>
      <p className="txt-small text-ui-fg-base mt-2 whitespace-pre-wrap break-words">{message.body}</p>
      {hidden && (
        <Text size="xsmall" className="text-ui-fg-muted mt-2">
          {hidden}
        </Text>
      )}
      <AttachmentList ticketId={ticket.id} attachments={message.attachments} />
    </li>
  )
}

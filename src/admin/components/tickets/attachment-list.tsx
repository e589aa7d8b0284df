import { ArrowDownTray, PaperClip } from "@medusajs/icons"
import { Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { errorMessage, formatBytes } from "../../lib/format"
import { downloadAttachment } from "../../lib/ticket-files"
import type { TicketAttachment } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"

/** The files of a message. They are saved, never opened here: a stranger may have sent them. */
export const AttachmentList = (props: { ticketId: string; attachments: TicketAttachment[] }) =>
  props.attachments.length > 0 ? (
    <ul className="mt-3 flex flex-wrap gap-2">
      {props.attachments.map((attachment) => (
        <li key={attachment.id} className="max-w-full">
          <AttachmentButton ticketId={props.ticketId} attachment={attachment} />
        </li>
      ))}
    </ul>
  ) : null

const AttachmentButton = ({ ticketId, attachment }: { ticketId: string; attachment: TicketAttachment }) => {
  const { t, language } = useText()
  const [loading, setLoading] = useState(false)

  const download = async () => {
    setLoading(true)
    try {
      await downloadAttachment(ticketId, attachment)
    } catch (error) {
      toast.error(t("tickets.files.download_failed"), { description: errorMessage(error, t("common.unknown_error")) })
    } finally {
      setLoading(false)
    }
  }

  return (
    <button
      type="button"
      disabled={loading}
      onClick={() => void download()}
      aria-label={t("tickets.files.download", { filename: attachment.filename })}
      className="shadow-borders-base bg-ui-bg-base hover:bg-ui-bg-base-hover disabled:text-ui-fg-disabled focus-visible:shadow-borders-focus flex max-w-full items-center gap-x-2 rounded-md px-2 py-1.5 outline-none"
    >
      <PaperClip className="text-ui-fg-muted shrink-0" />
      <Text as="span" size="small" leading="compact" className="truncate">
        {attachment.filename}
      </Text>
      <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-muted shrink-0">
        {formatBytes(attachment.size, language)}
      </Text>
      <ArrowDownTray className="text-ui-fg-subtle shrink-0" />
    </button>
  )
}

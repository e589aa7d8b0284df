import { PaperClip, XMarkMini } from "@medusajs/icons"
import { IconButton, Text, clx } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { UploadInProgress } from "../../hooks/uploads"
import { formatBytes } from "../../lib/format"
import type { TicketAttachment } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"

/** The files of a message that is being written: those that are there, those on their way, those that were refused. */
export const ComposerFiles = (props: {
  files: TicketAttachment[]
  uploads: UploadInProgress[]
  onRemove: (id: string) => void
  onDismiss: (key: number) => void
}) => {
  const { t, language } = useText()
  if (props.files.length === 0 && props.uploads.length === 0) {
    return null
  }
  return (
    <ul className="flex flex-wrap gap-2">
      {props.files.map(({ id, filename, size }) => (
        <Chip
          key={id}
          filename={filename}
          remove={t("tickets.files.remove", { filename })}
          onRemove={() => props.onRemove(id)}
        >
          {formatBytes(size, language)}
        </Chip>
      ))}
      {props.uploads.map(({ key, filename, sent, failure }) => (
        <Chip
          key={key}
          filename={filename}
          failed={Boolean(failure)}
          progress={sent}
          remove={t(failure ? "tickets.files.dismiss" : "tickets.files.stop", { filename })}
          onRemove={() => props.onDismiss(key)}
        >
          {failure ?? t("tickets.files.sending", { percent: Math.round((sent ?? 0) * 100) })}
        </Chip>
      ))}
    </ul>
  )
}

const Chip = (props: {
  filename: string
  failed?: boolean
  progress?: number | null
  remove: string
  onRemove: () => void
  children: ReactNode
}) => (
  <li
    className={clx("relative flex max-w-full items-center gap-x-2 overflow-hidden rounded-md border py-1 pl-2 pr-1", {
      "border-ui-border-error": props.failed,
    })}
  >
    <PaperClip className="text-ui-fg-muted shrink-0" />
    <div className="min-w-0">
      <Text size="small" leading="compact" className="truncate">
        {props.filename}
      </Text>
      <Text
        size="xsmall"
        leading="compact"
        role={props.failed ? "alert" : undefined}
        className={clx("text-pretty", props.failed ? "text-ui-fg-error" : "text-ui-fg-muted")}
      >
        {props.children}
      </Text>
    </div>
    <IconButton size="2xsmall" variant="transparent" type="button" aria-label={props.remove} onClick={props.onRemove}>
      <XMarkMini />
    </IconButton>
    {typeof props.progress === "number" && (
      <span
        className="bg-ui-fg-interactive absolute bottom-0 left-0 h-0.5 transition-[width]"
        style={{ width: `${props.progress * 100}%` }}
      />
    )}
  </li>
)

import { PaperClip } from "@medusajs/icons"
import { Button, IconButton, InlineTip, Select, Text, Textarea, clx } from "@medusajs/ui"
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from "react"
import { discardAttachment } from "../../hooks/tickets"
import { useUploads } from "../../hooks/uploads"
import { insertText } from "../../lib/saved-reply-text"
import type { Draft, DraftKind } from "../../lib/ticket-drafts"
import { ACCEPTED } from "../../lib/ticket-files"
import type { ReplyStatus, TicketAttachment, TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { ComposerFiles } from "./composer-files"
import { NOTE_TINT } from "./ticket-bits"
import { SavedReplyPicker } from "./saved-reply-picker"

const LONGEST = 20_000
const THEN: ReplyStatus[] = ["waiting_customer", "resolved", "open"]

/** The box, its files, and what is done with it. What is written is held by who shows it. */
export const ComposerBox = (props: {
  kind: DraftKind
  ticket: TicketThread
  draft: Draft
  pending: boolean
  warnings: string[]
  onEdit: (changed: Partial<Pick<Draft, "text" | "status">>) => void
  onFiles: (next: (files: TicketAttachment[]) => TicketAttachment[]) => void
  onSend: () => void
}) => {
  const { t } = useText()
  const { kind, ticket, draft, onEdit } = props
  const box = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { uploads, add, dismiss, clearFailed, sending } = useUploads(ticket.id, draft.files.length, (file) =>
    props.onFiles((files) => [...files, file])
  )
  const isNote = kind === "note"

  // What was refused for one message is not of interest to the next.
  useEffect(clearFailed, [draft.submission, clearFailed])

  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const files = [...data.files]
    if (files.length > 0) {
      event.preventDefault()
      add(files)
    }
  }

  const insert = (inserted: string) => {
    const { text, cursor } = insertText(draft.text, inserted, box.current?.selectionStart ?? draft.text.length)
    onEdit({ text })
    // Once the box has it.
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(cursor, cursor)
    })
  }

  return (
    <form
      className="flex flex-col gap-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSend()
      }}
    >
      <Textarea
        ref={box}
        aria-label={t(isNote ? "tickets.note.label" : "tickets.reply.label")}
        placeholder={t(isNote ? "tickets.note.placeholder" : "tickets.reply.placeholder", {
          name: ticket.name ?? ticket.email,
        })}
        maxLength={LONGEST}
        value={draft.text}
        className={clx("max-h-[50vh] min-h-32 [field-sizing:content]", isNote && NOTE_TINT, {
          "shadow-borders-focus": over,
        })}
        onChange={(event) => onEdit({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }
        }}
        onPaste={(event) => take(event, event.clipboardData)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false)
          take(event, event.dataTransfer)
        }}
      />
      <ComposerFiles
        files={draft.files}
        uploads={uploads}
        onDismiss={dismiss}
        onRemove={(id) => {
          props.onFiles((files) => files.filter((file) => file.id !== id))
          // What is not taken back by this is deleted by the store after a day.
          void discardAttachment(ticket.id, id).catch(() => undefined)
        }}
      />
      {props.warnings.map((warning) => (
        <InlineTip key={warning} variant="warning" label={t("tickets.reply.warning")}>
          {warning}
        </InlineTip>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <IconButton
          size="small"
          variant="transparent"
          type="button"
          aria-label={t("tickets.files.attach")}
          title={t("tickets.files.attach")}
          onClick={() => picker.current?.click()}
        >
          <PaperClip />
        </IconButton>
        <SavedReplyPicker ticketId={ticket.id} category={ticket.category} onPick={insert} />
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
          {isNote ? (
            <Text size="xsmall" className="text-ui-fg-muted">
              {t("tickets.note_only_operators")}
            </Text>
          ) : (
            <div className="w-52">
              <Select
                size="small"
                value={draft.status}
                onValueChange={(status) => onEdit({ status: status as ReplyStatus })}
              >
                <Select.Trigger aria-label={t("tickets.reply.then")}>
                  <Select.Value />
                </Select.Trigger>
                <Select.Content>
                  {THEN.map((status) => (
                    <Select.Item key={status} value={status}>
                      {t(`tickets.reply.then_${status}`)}
                    </Select.Item>
                  ))}
                </Select.Content>
              </Select>
            </div>
          )}
          <Button
            size="small"
            type="submit"
            title={t("tickets.reply.shortcut")}
            isLoading={props.pending}
            disabled={sending || draft.text.trim() === ""}
          >
            {t(isNote ? "tickets.note.add" : "tickets.reply.send")}
          </Button>
        </div>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label={t("tickets.files.attach")}
        onChange={(event) => {
          add([...(event.target.files ?? [])])
          // The same file may be picked again after it was refused.
          event.target.value = ""
        }}
      />
    </form>
  )
}

import { PencilSquare } from "@medusajs/icons"
import { Button, Heading, IconButton, Input, Text, toast } from "@medusajs/ui"
import { type FormEvent, type ReactNode, useState } from "react"
import { useUpdateTicket } from "../../hooks/tickets"
import { errorMessage } from "../../lib/format"
import type { TicketThread } from "../../lib/ticket-types"
import { ticketTitle } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { DueLabel, PriorityBadge, TicketStatusBadge } from "./ticket-bits"

/** What the ticket is called and where it stands. Its subject is a customer's, and often better said by an operator. */
export const ThreadHeader = ({ ticket, actions }: { ticket: TicketThread; actions: ReactNode }) => {
  const { t } = useText()
  const [editing, setEditing] = useState(false)
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-4 py-4 sm:flex-nowrap sm:px-6">
      <div className="flex min-w-0 flex-1 basis-full flex-col gap-y-2 sm:basis-0">
        {editing ? (
          <SubjectForm ticket={ticket} onClose={() => setEditing(false)} />
        ) : (
          <div className="flex items-start gap-x-1">
            <Heading className="min-w-0 break-words">{ticketTitle(ticket, t)}</Heading>
            <IconButton
              size="small"
              variant="transparent"
              className="shrink-0"
              aria-label={t("tickets.subject.edit")}
              onClick={() => setEditing(true)}
            >
              <PencilSquare className="text-ui-fg-muted" />
            </IconButton>
          </div>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            #{ticket.number}
          </Text>
          <TicketStatusBadge status={ticket.status} />
          <PriorityBadge priority={ticket.priority} />
          <DueLabel ticket={ticket} inline />
        </div>
      </div>
      <div className="flex shrink-0 items-center gap-x-2">{actions}</div>
    </div>
  )
}

const SubjectForm = ({ ticket, onClose }: { ticket: TicketThread; onClose: () => void }) => {
  const { t } = useText()
  const update = useUpdateTicket(ticket.id)
  const [subject, setSubject] = useState(ticket.subject)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const typed = subject.trim()
    if (!typed || typed === ticket.subject) {
      onClose()
      return
    }
    try {
      await update.mutateAsync({ subject: typed })
      onClose()
    } catch (error) {
      toast.error(t("tickets.fields.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <form onSubmit={save} className="flex flex-wrap items-center gap-2">
      <div className="min-w-0 flex-1 basis-60">
        <Input
          autoFocus
          aria-label={t("tickets.field.subject")}
          maxLength={150}
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onClose()}
        />
      </div>
      <Button size="small" type="submit" isLoading={update.isPending}>
        {t("common.save")}
      </Button>
      <Button size="small" type="button" variant="secondary" onClick={onClose}>
        {t("common.cancel")}
      </Button>
    </form>
  )
}

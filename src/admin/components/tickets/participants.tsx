import { XMarkMini } from "@medusajs/icons"
import { Button, Hint, IconButton, Input, Text, toast, usePrompt } from "@medusajs/ui"
import { type FormEvent, useId, useState } from "react"
import { useParticipants } from "../../hooks/tickets"
import { errorMessage } from "../../lib/format"
import { emailError } from "../../lib/ticket-form"
import type { TicketParticipant, TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"

/** Who else takes part: a colleague of the customer, or a second address that they write from. */
export const Participants = ({ ticket }: { ticket: TicketThread }) => {
  const { t } = useText()
  const confirm = usePrompt()
  const change = useParticipants(ticket.id)
  const errorId = useId()
  const [adding, setAdding] = useState(false)
  const [email, setEmail] = useState("")
  const [checked, setChecked] = useState(false)
  const error = checked ? emailError(email) : null
  const others = ticket.participants.filter(({ email: theirs, removed_at }) => !removed_at && theirs !== ticket.email)

  const close = () => {
    setEmail("")
    setChecked(false)
    setAdding(false)
  }

  const add = async (event: FormEvent) => {
    event.preventDefault()
    const typed = email.trim()
    setChecked(true)
    if (emailError(typed)) {
      return
    }
    try {
      await change.mutateAsync({ email: typed })
      toast.success(t("tickets.participants.added", { email: typed }))
      close()
    } catch (error) {
      toast.error(t("tickets.participants.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const remove = async ({ id, email: theirs }: TicketParticipant) => {
    const confirmed = await confirm({
      title: t("tickets.participants.remove_title", { email: theirs }),
      description: t("tickets.participants.remove_help"),
      confirmText: t("tickets.participants.remove"),
      cancelText: t("common.cancel"),
      variant: "danger",
    })
    if (!confirmed) {
      return
    }
    try {
      await change.mutateAsync({ participant_id: id })
      toast.success(t("tickets.participants.removed", { email: theirs }))
    } catch (error) {
      toast.error(t("tickets.participants.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <div className="flex flex-col gap-y-2 px-6 py-3">
      {others.map((participant) => (
        <div key={participant.id} className="flex items-center justify-between gap-x-2">
          <Text size="small" leading="compact" className="min-w-0 break-words">
            {participant.email}
          </Text>
          <IconButton
            size="2xsmall"
            variant="transparent"
            disabled={change.isPending}
            aria-label={t("tickets.participants.remove_title", { email: participant.email })}
            onClick={() => void remove(participant)}
          >
            <XMarkMini />
          </IconButton>
        </div>
      ))}
      {adding ? (
        <form onSubmit={add} noValidate className="flex flex-wrap items-center gap-2">
          <div className="min-w-0 flex-1 basis-40">
            <Input
              autoFocus
              inputMode="email"
              size="small"
              maxLength={254}
              autoComplete="off"
              aria-label={t("tickets.participants.email")}
              placeholder={t("tickets.participants.email")}
              aria-invalid={error !== null}
              aria-describedby={error ? errorId : undefined}
              value={email}
              onChange={(event) => {
                setEmail(event.target.value)
                setChecked(false)
              }}
              onBlur={() => setChecked(email.trim() !== "")}
              onKeyDown={(event) => event.key === "Escape" && close()}
            />
          </div>
          <Button size="small" type="submit" isLoading={change.isPending}>
            {t("tickets.participants.invite")}
          </Button>
          {error && (
            <Hint id={errorId} variant="error" role="alert" className="basis-full">
              {t(`tickets.create.error.${error}`)}
            </Hint>
          )}
          <Text size="xsmall" className="text-ui-fg-muted text-pretty basis-full">
            {t("tickets.participants.help")}
          </Text>
        </form>
      ) : (
        <button
          type="button"
          onClick={() => setAdding(true)}
          className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover self-start"
        >
          {t("tickets.participants.add")}
        </button>
      )}
    </div>
  )
}

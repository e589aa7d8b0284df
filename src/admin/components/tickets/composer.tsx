import { Button, InlineTip, Tabs, toast } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import { useDraft } from "../../hooks/draft"
import { useMe } from "../../hooks/operators"
import { useWriteMessage } from "../../hooks/tickets"
import { errorMessage } from "../../lib/format"
import { unfilled } from "../../lib/saved-reply-text"
import { replyBlock, ticketActions } from "../../lib/ticket-badges"
import {
  type Draft,
  type DraftKind,
  isEmpty,
  lastPublicId,
  missedWhileWriting,
  newSubmission,
  readDraft,
  tabStorage,
} from "../../lib/ticket-drafts"
import type { PresentOperator, StatusAction, TicketThread } from "../../lib/ticket-types"
import { hiddenText, list, presenceText } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { useCarefulPrompt } from "../common/careful-prompt"
import { ComposerBox } from "./composer-box"
import { useStatusChange } from "./thread-actions"

/** What opens the way for an answer, by what is in it. */
const WAY_OUT: StatusAction[] = ["reopen", "ham", "release"]

/** Where an operator answers, or leaves a note for the others. Each has a draft of its own. */
export const Composer = (props: { ticket: TicketThread; others: PresentOperator[]; onTouch: () => void }) => {
  const { t, language } = useText()
  const { ticket, onTouch } = props
  const block = replyBlock(ticket)
  const [kind, setKind] = useState<DraftKind>(block ? "note" : "reply")
  const status = useStatusChange(ticket.id)
  const wasBlocked = useRef(block !== null)
  const writing = presenceText(
    props.others.filter(({ state }) => state === "writing"),
    t,
    language
  )
  const wayOut = ticketActions(ticket).find((action) => WAY_OUT.includes(action))

  // Who released a ticket or took a mark off wants to answer it, unless they are in the middle of a note.
  useEffect(() => {
    if (wasBlocked.current && !block && isEmpty(readDraft(tabStorage(), ticket.id, "note"))) {
      setKind("reply")
    }
    wasBlocked.current = block !== null
  }, [block, ticket.id])

  return (
    <Tabs value={kind} onValueChange={(next) => setKind(next as DraftKind)} className="px-4 pb-4 pt-3 sm:px-6">
      <Tabs.List>
        <Tabs.Trigger value="reply">{t("tickets.reply.tab")}</Tabs.Trigger>
        <Tabs.Trigger value="note">{t("tickets.note.tab")}</Tabs.Trigger>
      </Tabs.List>
      {/* The notice at the top says it aloud; whoever writes looks here. */}
      {writing && <p className="text-ui-tag-orange-text txt-compact-small pt-3">{writing}</p>}
      {/* Both stay mounted: files of the one go on sending while the other is looked at. */}
      <Tabs.Content value="reply" forceMount className="pt-3 data-[state=inactive]:hidden">
        {block ? (
          <InlineTip label={t("tickets.reply.blocked.label")}>
            {t(`tickets.reply.blocked.${block}`)}
            {wayOut && (
              <Button
                size="small"
                variant="secondary"
                className="mt-2 flex"
                disabled={status.pending}
                onClick={() => void status.run(wayOut)}
              >
                {t(`tickets.action.${wayOut}`)}
              </Button>
            )}
          </InlineTip>
        ) : (
          <Writer key="reply" kind="reply" ticket={ticket} onTouch={onTouch} />
        )}
      </Tabs.Content>
      <Tabs.Content value="note" forceMount className="pt-3 data-[state=inactive]:hidden">
        <Writer key="note" kind="note" ticket={ticket} onTouch={onTouch} />
      </Tabs.Content>
    </Tabs>
  )
}

const Writer = ({ kind, ticket, onTouch }: { kind: DraftKind; ticket: TicketThread; onTouch: () => void }) => {
  const { t, language } = useText()
  const careful = useCarefulPrompt()
  const me = useMe().data
  const write = useWriteMessage(ticket.id)
  const { draft, change, clear } = useDraft(ticket.id, kind)
  const missing = kind === "reply" ? unfilled(draft.text) : []
  const missed = kind === "reply" ? missedWhileWriting(ticket.messages, draft, me?.id ?? null) : []

  const edit = (changed: Partial<Pick<Draft, "text" | "status">>) => {
    onTouch()
    change((current) => ({
      ...current,
      ...changed,
      seen: changed.text === "" ? null : (current.seen ?? lastPublicId(ticket.messages)),
      // After a try whose end nobody knows, other words are another message.
      submission: write.isError && changed.text !== undefined ? newSubmission() : current.submission,
    }))
    if (write.isError && changed.text !== undefined) {
      write.reset()
    }
  }

  const ask = (what: string, values: Record<string, unknown>) =>
    careful.ask({
      title: t(`tickets.reply.${what}.title`, values),
      description: t(`tickets.reply.${what}.description`, values),
      proceed: t("tickets.reply.send_anyway"),
      stay: t("tickets.reply.keep_writing"),
    })

  const send = async () => {
    if (write.isPending || draft.text.trim() === "") {
      return
    }
    if (missing.length > 0 && !(await ask("unfilled", { names: list(missing, language) }))) {
      return
    }
    const last = missed.at(-1)
    if (last && !(await ask("missed", { count: missed.length, beginning: last.body.slice(0, 140) }))) {
      return
    }
    try {
      const { hidden } = await write.mutateAsync({
        kind,
        message: draft.text,
        attachments: draft.files.map(({ id }) => id),
        ...(kind === "reply" && { status: draft.status }),
        submission: draft.submission,
      })
      clear()
      toast.success(t(kind === "reply" ? "tickets.reply.sent" : "tickets.note.added"), {
        description: hiddenText(hidden, t, language) ?? undefined,
      })
    } catch (error) {
      toast.error(t(kind === "reply" ? "tickets.reply.failed" : "tickets.note.failed"), {
        description: errorMessage(error, t("tickets.reply.lost")),
      })
    }
  }

  return (
    <>
      <ComposerBox
        kind={kind}
        ticket={ticket}
        draft={draft}
        pending={write.isPending}
        warnings={[
          ...(missed.length > 0 ? [t("tickets.reply.missed.hint", { count: missed.length })] : []),
          ...(missing.length > 0
            ? [
                t("tickets.reply.unfilled.hint", {
                  names: list(
                    missing.map((name) => `{{${name}}}`),
                    language
                  ),
                }),
              ]
            : []),
        ]}
        onEdit={edit}
        onFiles={(next) =>
          change((current) => ({
            ...current,
            files: next(current.files),
            seen: current.seen ?? lastPublicId(ticket.messages),
          }))
        }
        onSend={() => void send()}
      />
      {careful.dialog}
    </>
  )
}

import {
  ArchiveBox,
  ArrowUturnLeft,
  CheckCircle,
  CircleHalfDottedClock,
  CodeMerge,
  ExclamationCircle,
  LockClosedSolid,
  ShieldCheck,
} from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { type ReactNode, useState } from "react"
import { useNavigate } from "react-router-dom"
import { useRevokeLinks, useTicketStatus } from "../../hooks/tickets"
import { errorMessage } from "../../lib/format"
import { canMerge, ticketActions } from "../../lib/ticket-badges"
import type { StatusAction, TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { ActionMenu } from "../common/action-menu"
import { ReasonPrompt } from "../common/reason-prompt"
import { MergeDialog } from "./merge-dialog"

const ICONS: Record<StatusAction, ReactNode> = {
  resolve: <CheckCircle />,
  waiting: <CircleHalfDottedClock />,
  reopen: <ArrowUturnLeft />,
  open: <ArrowUturnLeft />,
  close: <ArchiveBox />,
  release: <ShieldCheck />,
  ham: <ShieldCheck />,
  spam: <ExclamationCircle />,
}
const LAST: StatusAction[] = ["spam"]
/** What is done most stands beside the menu as a button of its own. */
const FIRST: StatusAction[] = ["resolve", "reopen", "ham"]

/** How a ticket's status is changed: at once, for everything can be taken back, and with a word on what happened. */
export function useStatusChange(ticketId: string) {
  const { t } = useText()
  const change = useTicketStatus(ticketId)
  return {
    pending: change.isPending,
    run: async (action: StatusAction) => {
      try {
        const { changed } = await change.mutateAsync({ action })
        toast.success(t(changed ? `tickets.status_done.${action}` : "tickets.status_done.unchanged"))
      } catch (error) {
        toast.error(t("tickets.status_failed"), { description: errorMessage(error, t("common.unknown_error")) })
      }
    },
  }
}

/** The button and the menu of a ticket, and the dialogs behind them. */
export const ThreadActions = ({ ticket }: { ticket: TicketThread }) => {
  const { t } = useText()
  const navigate = useNavigate()
  const { run, pending } = useStatusChange(ticket.id)
  const revoke = useRevokeLinks(ticket.id)
  const [dialog, setDialog] = useState<"merge" | "revoke" | null>(null)
  const actions = ticketActions(ticket)
  const first = actions.find((action) => FIRST.includes(action))
  const others = actions.filter((action) => action !== first)
  const item = (action: StatusAction) => ({
    icon: ICONS[action],
    label: t(`tickets.action.${action}`),
    onClick: () => void run(action),
    disabled: pending,
  })

  return (
    <>
      {first && (
        <Button size="small" variant="secondary" disabled={pending} onClick={() => void run(first)}>
          {t(`tickets.action.${first}`)}
        </Button>
      )}
      <ActionMenu
        label={t("tickets.actions_of", { number: ticket.number })}
        groups={[
          others.filter((action) => !LAST.includes(action)).map(item),
          [
            ...(canMerge(ticket)
              ? [{ icon: <CodeMerge />, label: t("tickets.merge.action"), onClick: () => setDialog("merge") }]
              : []),
            ...(ticket.links.some(({ state }) => state === "valid" || state === "owed")
              ? [
                  {
                    icon: <LockClosedSolid />,
                    label: t("tickets.links.revoke_all"),
                    onClick: () => setDialog("revoke"),
                  },
                ]
              : []),
          ],
          others.filter((action) => LAST.includes(action)).map(item),
        ]}
      />
      {dialog === "merge" && (
        <MergeDialog ticket={ticket} onMerged={(id) => navigate(`/tickets/${id}`)} onClose={() => setDialog(null)} />
      )}
      {dialog === "revoke" && (
        <ReasonPrompt
          title={t("tickets.links.revoke_all_title")}
          description={t("tickets.links.revoke_all_help")}
          confirm={t("tickets.links.revoke_confirm")}
          danger
          reasonRequired={false}
          reasonHelp={t("tickets.reason_help")}
          failure={t("tickets.links.revoke_failed")}
          onConfirm={async (reason) => {
            const { revoked } = await revoke.mutateAsync(reason ? { reason } : {})
            toast.success(t("tickets.links.revoked", { count: revoked }))
            setDialog(null)
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

import { Envelope, XCircle } from "@medusajs/icons"
import { Button, IconButton, StatusBadge, Text, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useMintLink, useRevokeLinks } from "../../hooks/tickets"
import { errorMessage, formatDate } from "../../lib/format"
import { linkBadge } from "../../lib/ticket-badges"
import type { TicketLink, TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { ActionMenu } from "../common/action-menu"
import { Ago } from "./ticket-bits"
import { SideSection } from "./side-section"

const FIRST = 4

/** The private links by which the ticket can be opened: one per mail. A lost mail, or one in wrong hands, is helped here. */
export const LinksPanel = ({ ticket }: { ticket: TicketThread }) => {
  const { t } = useText()
  const confirm = usePrompt()
  const mint = useMintLink(ticket.id)
  const revoke = useRevokeLinks(ticket.id)
  const [all, setAll] = useState(false)
  const participants = ticket.participants.filter(({ removed_at }) => !removed_at)
  const shown = all ? ticket.links : ticket.links.slice(0, FIRST)

  const onMint = async (id: string, email: string) => {
    const confirmed = await confirm({
      title: t("tickets.links.mint_title"),
      description: t("tickets.links.mint_help", { email }),
      confirmText: t("tickets.links.mint_confirm"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (!confirmed) {
      return
    }
    try {
      await mint.mutateAsync(id)
      toast.success(t("tickets.links.minted", { email }))
    } catch (error) {
      toast.error(t("tickets.links.mint_failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const onRevoke = async (link: TicketLink) => {
    const confirmed = await confirm({
      title: t("tickets.links.revoke_title"),
      description: t("tickets.links.revoke_help", { email: link.email }),
      confirmText: t("tickets.links.revoke_confirm"),
      cancelText: t("common.cancel"),
      variant: "danger",
    })
    if (!confirmed) {
      return
    }
    try {
      const { revoked } = await revoke.mutateAsync({ link_id: link.id })
      toast.success(t("tickets.links.revoked", { count: revoked }))
    } catch (error) {
      toast.error(t("tickets.links.revoke_failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const [only] = participants
  return (
    <SideSection
      title={t("tickets.links.title")}
      actions={
        participants.length === 1 && only ? (
          <Button
            size="small"
            variant="transparent"
            isLoading={mint.isPending}
            onClick={() => void onMint(only.id, only.email)}
          >
            {t("tickets.links.mint")}
          </Button>
        ) : (
          <ActionMenu
            label={t("tickets.links.mint")}
            groups={[
              participants.map(({ id, email }) => ({
                icon: <Envelope />,
                label: t("tickets.links.mint_to", { email }),
                onClick: () => void onMint(id, email),
              })),
            ]}
          />
        )
      }
    >
      {shown.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 py-4">
          {t("tickets.links.none")}
        </Text>
      ) : (
        <ul className="divide-y">
          {shown.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              withEmail={participants.length > 1}
              pending={revoke.isPending}
              onRevoke={() => void onRevoke(link)}
            />
          ))}
        </ul>
      )}
      {ticket.links.length > shown.length && (
        <div className="px-6 py-3">
          <Button size="small" variant="transparent" onClick={() => setAll(true)}>
            {t("tickets.links.show_all", { count: ticket.links.length })}
          </Button>
        </div>
      )}
    </SideSection>
  )
}

const LinkRow = (props: { link: TicketLink; withEmail: boolean; pending: boolean; onRevoke: () => void }) => {
  const { t, language } = useText()
  const { link } = props
  const badge = linkBadge(link.state)
  return (
    <li className="flex items-start justify-between gap-x-3 px-6 py-3">
      <div className="flex min-w-0 flex-col gap-y-0.5">
        <Text size="small" leading="compact">
          {t(`tickets.links.kind.${link.kind}`)}
        </Text>
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle break-words">
          {props.withEmail && `${link.email} · `}
          <Ago at={link.created_at} />
          {" · "}
          {link.last_used_at ? (
            <>
              {t("tickets.links.used")} <Ago at={link.last_used_at} />
            </>
          ) : (
            t("tickets.links.unused")
          )}
          {link.state === "valid" &&
            link.expires_at &&
            ` · ${t("tickets.links.until", { date: formatDate(link.expires_at, language) })}`}
        </Text>
      </div>
      <div className="flex shrink-0 items-center gap-x-1">
        <StatusBadge color={badge.color}>{t(badge.label)}</StatusBadge>
        {(link.state === "valid" || link.state === "owed") && (
          <IconButton
            size="small"
            variant="transparent"
            disabled={props.pending}
            aria-label={t("tickets.links.revoke_title")}
            title={t("tickets.links.revoke_confirm")}
            onClick={props.onRevoke}
          >
            <XCircle />
          </IconButton>
        )}
      </div>
    </li>
  )
}

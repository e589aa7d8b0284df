import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useDecideRebind } from "../../hooks/rebind-requests"
import { rebindRequestBadge } from "../../lib/badges"
import { formatDateTime, shortKey } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { RebindRequest } from "../../lib/types"
import { ReasonPrompt } from "../common/reason-prompt"

/** A device that asked for a seat, and what an operator can say to it. `about`: with the license, where it is not plain. */
export const RebindRequestRow = ({ request, about }: { request: RebindRequest; about?: boolean }) => {
  const { t, language } = useText()
  const [asked, setAsked] = useState<"approve" | "decline" | null>(null)
  const badge = rebindRequestBadge(request.status)
  const { license, from } = request

  return (
    <li className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex items-start justify-between gap-x-4">
        <div className="min-w-0">
          <Text size="small" weight="plus" leading="compact" className="break-words">
            {request.device_name ?? t("devices.unnamed")}
          </Text>
          {about && license && (
            <Text size="small" className="text-ui-fg-subtle break-words">
              {[license.product.title, shortKey(license.masked_key), license.email].join(" · ")}
            </Text>
          )}
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {[
              formatDateTime(request.created_at, language),
              from && t("moves.from", { name: from.name ?? t("devices.unnamed") }),
              from &&
                !request.settled_at &&
                t("devices.last_seen", { date: formatDateTime(from.last_seen_at, language) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </div>
        <StatusBadge color={badge.color} className="shrink-0">
          {t(badge.label)}
        </StatusBadge>
      </div>
      {request.reason && (
        <Text size="small" className="break-words">
          {t("moves.reason", { reason: request.reason })}
        </Text>
      )}
      {request.decision_reason && (
        <Text size="small" className="text-ui-fg-subtle break-words">
          {t("moves.decision", { reason: request.decision_reason })}
        </Text>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {request.status === "escalated" && (
          <>
            <Button size="small" variant="secondary" onClick={() => setAsked("approve")}>
              {t("moves.approve.action")}
            </Button>
            <Button size="small" variant="secondary" onClick={() => setAsked("decline")}>
              {t("moves.decline.action")}
            </Button>
          </>
        )}
        {about && license?.order_id && (
          <Link to={`/orders/${license.order_id}`} className="txt-compact-small text-ui-fg-interactive">
            {t("moves.order", { number: license.order_display_id })}
          </Link>
        )}
      </div>
      {asked && <Decision request={request} action={asked} onClose={() => setAsked(null)} />}
    </li>
  )
}

type DecisionProps = { request: RebindRequest; action: "approve" | "decline"; onClose: () => void }

const Decision = ({ request, action, onClose }: DecisionProps) => {
  const { t } = useText()
  const decide = useDecideRebind()
  const name = request.from?.name ?? t("devices.unnamed")
  return (
    <ReasonPrompt
      title={t(`moves.${action}.title`)}
      description={t(`moves.${action}.description`, { name })}
      confirm={t(`moves.${action}.action`)}
      danger={action === "decline"}
      reasonRequired={action === "decline"}
      reasonHelp={t(action === "decline" ? "moves.decline.reason_help" : "reason.help")}
      failure={t("moves.failed")}
      onConfirm={async (reason) => {
        await decide.mutateAsync({ id: request.id, action, reason })
        toast.success(t(`moves.${action}.done`))
        onClose()
      }}
      onClose={onClose}
    />
  )
}

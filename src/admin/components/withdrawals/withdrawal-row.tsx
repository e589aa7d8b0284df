import { Button, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useDecideWithdrawal } from "../../hooks/withdrawals"
import { formatDateTime } from "../../lib/format"
import { useText } from "../../lib/translate"
import { lawVerdict, type Withdrawal } from "../../lib/withdrawal-types"
import { ReasonPrompt } from "../common/reason-prompt"

const COLORS = { made: "orange", accepted: "green", refused: "grey" } as const

/** One withdrawal: what was stated and when, what the law asks of it, and the store's answer. */
export const WithdrawalRow = ({ withdrawal, orderId }: { withdrawal: Withdrawal; orderId: string }) => {
  const { t, language } = useText()
  const [asking, setAsking] = useState<"accept" | "refuse" | null>(null)
  const decide = useDecideWithdrawal(orderId)
  const { id, name, email, made_at, acknowledged_at, statement, status, law, ticket_id, decision_reason } = withdrawal
  return (
    <li className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Text size="small" weight="plus">
          {t("withdrawals.made", { date: formatDateTime(made_at, language) })}
        </Text>
        <StatusBadge color={COLORS[status]}>{t(`withdrawals.status.${status}`)}</StatusBadge>
      </div>
      <Text size="small" className="text-ui-fg-subtle break-words">
        {name} · {email} ·{" "}
        {acknowledged_at
          ? t("withdrawals.acknowledged", { date: formatDateTime(acknowledged_at, language) })
          : t("withdrawals.not_acknowledged")}
      </Text>
      {law && (
        <Text size="small" className="text-pretty">
          {t(`withdrawals.law.${lawVerdict(law)}`)}
        </Text>
      )}
      <Text size="small" className="text-ui-fg-subtle whitespace-pre-wrap break-words">
        {statement}
      </Text>
      {decision_reason && (
        <Text size="small" className="text-pretty break-words">
          {t("withdrawals.reason", { reason: decision_reason })}
        </Text>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {status === "made" && (
          <>
            <Button size="small" variant="secondary" onClick={() => setAsking("accept")}>
              {t("withdrawals.accept.action")}
            </Button>
            <Button size="small" variant="secondary" onClick={() => setAsking("refuse")}>
              {t("withdrawals.refuse.action")}
            </Button>
          </>
        )}
        {ticket_id && (
          <Link
            to={`/tickets/${ticket_id}`}
            className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {t("withdrawals.ticket")}
          </Link>
        )}
      </div>
      {asking && (
        <ReasonPrompt
          title={t(`withdrawals.${asking}.title`)}
          description={t(`withdrawals.${asking}.description`)}
          confirm={t(`withdrawals.${asking}.action`)}
          danger={asking === "refuse"}
          reasonRequired={asking === "refuse"}
          reasonHelp={t(`withdrawals.${asking}.help`)}
          failure={t("withdrawals.failed")}
          onConfirm={async (reason) => {
            await decide.mutateAsync({ id, decision: asking, reason })
            setAsking(null)
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  )
}

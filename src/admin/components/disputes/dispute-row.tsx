import { StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { OrderDispute } from "../../hooks/disputes"
import { dueIn } from "../../lib/dispute-due"
import { disputeReason } from "../../lib/dispute-reason"
import { formatDateTime } from "../../lib/format"
import { money } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"

const COLORS = { missed: "red", urgent: "red", later: "orange" } as const

/** A dispute of an order, whose page has its evidence. */
export const DisputeRow = ({ dispute, now }: { dispute: OrderDispute; now: number }) => {
  const { t, language } = useText()
  const due = dueIn(dispute.evidence_due_at, now)
  const { order_id, order_display_id, email, reason } = dispute

  return (
    <li className="flex flex-col justify-between gap-x-4 gap-y-2 px-6 py-4 md:flex-row md:items-start">
      <div className="min-w-0">
        <Text size="small" weight="plus" leading="compact" className="break-words">
          {[money(dispute.amount, dispute.currency_code, language), disputeReason(reason, t)]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <Text size="small" className="text-ui-fg-subtle break-words">
          {[t(`dispute.standing.${dispute.standing}`), email].filter(Boolean).join(" · ")}
        </Text>
        <Link to={`/orders/${order_id}`} className="txt-compact-small text-ui-fg-interactive">
          {order_display_id === null ? t("dispute.list.order_unknown") : t("moves.order", { number: order_display_id })}
        </Link>
      </div>
      {due !== "none" && (
        <StatusBadge color={COLORS[due]} className="shrink-0 self-start">
          {t(`dispute.list.${due}`, { date: formatDateTime(dispute.evidence_due_at!, language) })}
        </StatusBadge>
      )}
    </li>
  )
}

import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useDecideRefund } from "../../hooks/refunds"
import { formatDateTime } from "../../lib/format"
import {
  amountOf,
  isAgainst,
  isUnasked,
  requestColor,
  unitsOf,
  wishFor,
  type RefundAssessment,
  type RefundRequest,
} from "../../lib/refund-types"
import { money } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { ReasonPrompt } from "../common/reason-prompt"
import { unitWords } from "./unit-words"

type RowProps = { request: RefundRequest; assessment: RefundAssessment }

/** Who asked for money back, what was decided, and what an operator can do about it. */
export const RefundRequestRow = ({ request, assessment }: RowProps) => {
  const { t, language } = useText()
  const [asked, setAsked] = useState<"approve" | "decline" | null>(null)
  const { status, currency_code, reason, decision_reason, last_error, ticket_id, overridden } = request
  const date = formatDateTime(request.created_at, language)
  const shown = amountOf(assessment, request)
  const title = isUnasked(request) ? "refunds.request.unasked" : "refunds.request.title"
  const about = [
    reason && t("refunds.request.reason", { reason }),
    overridden && t("refunds.request.overridden"),
    decision_reason && t("refunds.request.decision", { reason: decision_reason }),
  ]
  return (
    <li className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Text size="small" weight="plus">
          {shown
            ? t(title, { amount: money(shown, currency_code ?? assessment.currency_code, language), date })
            : t(`${title}_plain`, { date })}
        </Text>
        <StatusBadge color={requestColor(status)}>{t(`refunds.request.status.${status}`)}</StatusBadge>
      </div>
      <RequestUnits {...{ request, assessment }} />
      {about.map(
        (line) =>
          line && (
            <Text key={line} size="small" className="text-ui-fg-subtle whitespace-pre-wrap break-words">
              {line}
            </Text>
          )
      )}
      {status === "approved" && last_error && (
        <Text size="small" role="alert" className="text-ui-fg-error break-words">
          {t("refunds.request.error", { error: last_error })}
        </Text>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {(status === "open" || status === "approved") && (
          <Button size="small" variant="secondary" onClick={() => setAsked("approve")}>
            {t(status === "open" ? "refunds.approve.action" : "refunds.approve.again")}
          </Button>
        )}
        {(status === "open" || status === "approved") && (
          <Button size="small" variant="secondary" onClick={() => setAsked("decline")}>
            {t("refunds.decline.action")}
          </Button>
        )}
        {ticket_id && (
          <Link
            to={`/tickets/${ticket_id}`}
            className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {t("refunds.request.ticket")}
          </Link>
        )}
      </div>
      {asked && <Decision {...{ request, assessment }} action={asked} onClose={() => setAsked(null)} />}
    </li>
  )
}

/** What it is for. Without units it is the whole order. */
const RequestUnits = ({ request, assessment }: RowProps) => {
  const { t, language } = useText()
  const units = request.units ? unitsOf(assessment, request) : assessment.units
  return (
    <ul className="flex flex-col gap-y-1">
      {units.map((unit) => (
        <li key={unit.unit_id} className="txt-small text-ui-fg-subtle break-words">
          {unitWords(unit, assessment.currency_code, { t, language })}
        </li>
      ))}
    </ul>
  )
}

const Decision = ({
  request,
  assessment,
  action,
  onClose,
}: RowProps & { action: "approve" | "decline"; onClose: () => void }) => {
  const { t, language } = useText()
  const decide = useDecideRefund(assessment.order_id)
  const isApproval = action === "approve"
  // One that is approved goes on as it was decided then.
  const against = isApproval && request.status === "open" && isAgainst(unitsOf(assessment, request))
  const wish = request.status === "open" ? wishFor(assessment, unitsOf(assessment, request)) : undefined
  const amount = money(amountOf(assessment, request), assessment.currency_code, language)
  const description =
    isApproval && wish && assessment.verdict === "void_instead"
      ? "refunds.refund.description_void"
      : `refunds.${action}.description`
  const help = isApproval ? (against ? "refunds.against_help" : "refunds.note_help") : "refunds.decline.help"
  return (
    <ReasonPrompt
      title={t(`refunds.${action}.title`)}
      description={t(description, { amount })}
      confirm={t(`refunds.${action}.action`)}
      danger
      reasonRequired={!isApproval || against}
      reasonHelp={t(help)}
      failure={t("refunds.failed")}
      onConfirm={async (reason) => {
        await decide.mutateAsync(
          isApproval ? { action, id: request.id, reason, wish } : { action, id: request.id, reason }
        )
        toast.success(t(`refunds.${action}.done`))
        onClose()
      }}
      onClose={onClose}
    >
      <RequestUnits {...{ request, assessment }} />
    </ReasonPrompt>
  )
}

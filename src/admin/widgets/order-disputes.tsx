import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Badge, Button, Container, Heading, Text, toast } from "@medusajs/ui"
import {
  useAcknowledgeWarning,
  useEvidence,
  useOrderPayments,
  type Dispute,
  type FraudWarning,
} from "../hooks/order-payments"
import { dueIn } from "../lib/dispute-due"
import { disputeReason } from "../lib/dispute-reason"
import { errorMessage, formatDate } from "../lib/format"
import { useText } from "../lib/translate"

const COLOR = { inquiry: "orange", open: "red", settled: "green", lost: "grey" } as const

/** Disputes of the order's payments and warnings of fraud. An order without any does not show the section. */
const OrderDisputesWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { t } = useText()
  const { data } = useOrderPayments(order.id)
  const evidence = useEvidence(order.id)
  if (!data || (!data.disputes.length && !data.warnings.length)) {
    return null
  }
  const download = () =>
    evidence.mutate(undefined, {
      onError: (error) =>
        toast.error(t("dispute.evidence_failed"), { description: errorMessage(error, t("common.unknown_error")) }),
    })
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <Heading level="h2">{t("dispute.title")}</Heading>
        <Button size="small" variant="secondary" onClick={download} isLoading={evidence.isPending}>
          {t("dispute.evidence")}
        </Button>
      </div>
      {data.disputes.map((dispute) => (
        <DisputeRow key={dispute.id} dispute={dispute} />
      ))}
      {data.warnings.map((warning) => (
        <WarningRow key={warning.id} orderId={order.id} warning={warning} />
      ))}
    </Container>
  )
}

const DisputeRow = ({ dispute }: { dispute: Dispute }) => {
  const { t, language } = useText()
  const { standing, reason, evidence_due_at: due } = dispute
  const money = new Intl.NumberFormat(language, { style: "currency", currency: dispute.currency_code })
  const isUrgent = ["missed", "urgent"].includes(dueIn(due, Date.now()))
  return (
    <div className="flex flex-col gap-y-1 px-6 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Badge size="2xsmall" color={COLOR[standing]}>
          {t(`dispute.standing.${standing}`)}
        </Badge>
        <Text size="small" weight="plus">
          {money.format(dispute.amount)}
        </Text>
        {reason && (
          <Text size="small" className="text-ui-fg-subtle">
            {disputeReason(reason, t)}
          </Text>
        )}
      </div>
      <Text size="small" className="text-ui-fg-subtle text-pretty">
        {t(`dispute.hint.${standing}`)}
      </Text>
      {due && (
        <Text size="small" weight="plus" className={isUrgent ? "text-ui-fg-error" : undefined}>
          {t("dispute.due", { date: formatDate(due, language) })}
        </Text>
      )}
    </div>
  )
}

const WarningRow = ({ orderId, warning }: { orderId: string; warning: FraudWarning }) => {
  const { t, language } = useText()
  const acknowledge = useAcknowledgeWarning(orderId)
  const onError = (error: Error) =>
    toast.error(t("dispute.acknowledge_failed"), { description: errorMessage(error, t("common.unknown_error")) })
  return (
    <div className="flex flex-wrap items-start justify-between gap-3 px-6 py-4">
      <div className="min-w-0 flex-1">
        <Text size="small" weight="plus">
          {t("dispute.warning", { date: formatDate(warning.warned_at, language) })}
        </Text>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("dispute.warning_hint")}
        </Text>
      </div>
      {warning.acknowledged_at ? (
        <Badge size="2xsmall">{t("dispute.acknowledged")}</Badge>
      ) : (
        <Button
          size="small"
          variant="secondary"
          isLoading={acknowledge.isPending}
          onClick={() => acknowledge.mutate(warning.id, { onError })}
        >
          {t("dispute.acknowledge")}
        </Button>
      )}
    </div>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details",
  id: "license-center-order-disputes",
})

export default OrderDisputesWidget

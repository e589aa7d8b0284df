import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, StatusBadge } from "@medusajs/ui"
import { useState } from "react"
import { LoadError } from "../components/common/load-error"
import { RefundPrompt } from "../components/refunds/refund-prompt"
import { RefundRequestRow } from "../components/refunds/request-row"
import { RefundVerdict } from "../components/refunds/verdict"
import { useOrderRefund } from "../hooks/refunds"
import { mayRefund, verdictColor } from "../lib/refund-types"
import { useText } from "../lib/translate"

/** What the rules say of refunding an order, who asked for it, and paying back. Not there for an order without software. */
const OrderRefundWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const query = useOrderRefund(order.id)
  const { assessment, requests } = query.data ?? {}
  const isNothing = assessment?.units.length === 0 && requests?.length === 0
  if (isNothing || query.isPending) {
    return null
  }
  // One at a time: whoever asked is answered first.
  const isAsked = requests?.some(({ status }) => status === "open" || status === "approved")
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <div className="flex flex-wrap items-center gap-2">
          <Heading level="h2">{t("refunds.title")}</Heading>
          {assessment && (
            <StatusBadge color={verdictColor(assessment.verdict)}>
              {t(`refunds.verdict.${assessment.verdict}`)}
            </StatusBadge>
          )}
        </div>
        {assessment && mayRefund(assessment) && !isAsked && (
          <Button size="small" variant="secondary" onClick={() => setAsking(true)}>
            {t("refunds.refund.action")}
          </Button>
        )}
      </div>
      {!assessment && (
        <LoadError
          title={t("refunds.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {assessment && <RefundVerdict assessment={assessment} />}
      {assessment && requests && requests.length > 0 && (
        <ul className="divide-y">
          {requests.map((request) => (
            <RefundRequestRow key={request.id} {...{ request, assessment }} />
          ))}
        </ul>
      )}
      {asking && assessment && <RefundPrompt assessment={assessment} onClose={() => setAsking(false)} />}
    </Container>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details",
  id: "license-center-order-refund",
})

export default OrderRefundWidget

import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading } from "@medusajs/ui"
import { LoadError } from "../components/common/load-error"
import { WaiverEvidence } from "../components/withdrawals/waiver-evidence"
import { WithdrawalRow } from "../components/withdrawals/withdrawal-row"
import { useOrderWaiver, useOrderWithdrawals } from "../hooks/withdrawals"
import { useText } from "../lib/translate"

/** What the buyer agreed to at the checkout, and the withdrawals from the order. Without either it is not there. */
const OrderWithdrawalsWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { t } = useText()
  const evidence = useOrderWaiver(order.id)
  const made = useOrderWithdrawals(order.id)
  const waiver = evidence.data?.waiver
  const withdrawals = made.data?.withdrawals ?? []
  const failed = [evidence, made].find(({ isError, data }) => isError && !data)
  if (!failed && !waiver && withdrawals.length === 0) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("withdrawals.title")}</Heading>
      </div>
      {failed && (
        <LoadError
          title={t("withdrawals.load_failed")}
          error={failed.error}
          onRetry={() => failed.refetch()}
          retrying={failed.isFetching}
        />
      )}
      {waiver && <WaiverEvidence waiver={waiver} />}
      {withdrawals.length > 0 && (
        <ul className="divide-y">
          {withdrawals.map((withdrawal) => (
            <WithdrawalRow key={withdrawal.id} withdrawal={withdrawal} orderId={order.id} />
          ))}
        </ul>
      )}
    </Container>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details",
  id: "license-center-order-withdrawals",
})

export default OrderWithdrawalsWidget

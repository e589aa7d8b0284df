import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { useRetryNotice } from "../../hooks/licenses"
import { canRetryDelivery, deliveryBadge } from "../../lib/badges"
import { errorMessage, formatDateTime } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { Delivery, License } from "../../lib/types"

/** Where the key mail stands: when it left, when it is tried next, or why it did not go, with a way to try again. */
export const DeliveryState = ({ license }: { license: Pick<License, "delivery" | "status"> }) => {
  const { t, language } = useText()
  const retry = useRetryNotice()
  const { delivery } = license
  const badge = deliveryBadge(delivery)
  const detail = delivery && sentence(delivery, t, language)

  const tryAgain = async (noticeId: string) => {
    try {
      await retry.mutateAsync(noticeId)
      toast.success(t("delivery.retry_done"))
    } catch (error) {
      toast.error(t("delivery.retry_failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <div className="flex min-w-0 flex-col items-start gap-y-1">
      <StatusBadge color={badge.color}>{t(badge.label)}</StatusBadge>
      {detail && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {detail}
        </Text>
      )}
      {delivery?.last_error && delivery.status !== "sent" && (
        <Text size="xsmall" className="text-ui-fg-error line-clamp-3 break-words" title={delivery.last_error}>
          {delivery.last_error}
        </Text>
      )}
      {delivery && canRetryDelivery(delivery) && license.status !== "revoked" && (
        <Button
          size="small"
          variant="secondary"
          isLoading={retry.isPending}
          onClick={() => tryAgain(delivery.notice_id)}
        >
          {t("delivery.retry")}
        </Button>
      )}
    </div>
  )
}

function sentence(delivery: Delivery, t: ReturnType<typeof useText>["t"], language: string): string | null {
  if (delivery.status === "sent" && delivery.sent_at) {
    return t("delivery.sent_at", { date: formatDateTime(delivery.sent_at, language) })
  }
  if (delivery.status === "pending" && delivery.attempts > 0 && delivery.next_attempt_at) {
    return t("delivery.next_attempt", {
      count: delivery.attempts,
      date: formatDateTime(delivery.next_attempt_at, language),
    })
  }
  return delivery.status === "failed" ? t("delivery.gave_up", { count: delivery.attempts }) : null
}

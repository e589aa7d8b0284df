import { Badge, StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useOrderRefund } from "../../hooks/refunds"
import { formatDate } from "../../lib/format"
import { reasonWords, verdictColor } from "../../lib/refund-types"
import type { TicketContext, TicketThread } from "../../lib/ticket-types"
import { money } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { SideSection } from "./side-section"

/** The latest orders of the address, and what a refund of the ticket's order would be decided by. */
export const OrderPanel = ({ ticket, context }: { ticket: TicketThread; context: TicketContext }) => {
  const { t, language } = useText()
  return (
    <SideSection title={t("tickets.orders.title")}>
      {context.orders.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("tickets.orders.none")}
        </Text>
      ) : (
        <ul className="divide-y">
          {context.orders.map((order) => (
            <li key={order.id}>
              <Link
                to={`/orders/${order.id}`}
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex items-center justify-between gap-x-3 px-6 py-3 outline-none"
              >
                <span className="flex min-w-0 flex-col gap-y-0.5">
                  <span className="flex items-center gap-x-2">
                    <Text as="span" size="small" weight="plus" leading="compact">
                      #{order.display_id}
                    </Text>
                    {order.id === ticket.order_id && (
                      <Badge size="2xsmall" color="blue">
                        {t("tickets.licenses.own")}
                      </Badge>
                    )}
                  </span>
                  <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
                    {[
                      formatDate(order.created_at, language),
                      t(`tickets.orders.payment.${order.payment_status}`, { defaultValue: order.payment_status }),
                      order.status === "canceled" && t("tickets.orders.canceled"),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </Text>
                </span>
                <span className="flex shrink-0 flex-col items-end gap-y-0.5">
                  <Text as="span" size="small" leading="compact" className="tabular-nums">
                    {money(order.total, order.currency_code, language)}
                  </Text>
                  {order.refunded > 0 && (
                    <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle tabular-nums">
                      {t("tickets.orders.refunded", { amount: money(order.refunded, order.currency_code, language) })}
                    </Text>
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {context.refund && <RefundFacts refund={context.refund} />}
    </SideSection>
  )
}

const RefundFacts = ({ refund }: { refund: NonNullable<TicketContext["refund"]> }) => {
  const { t, language } = useText()
  const amount = (value: number) => money(value, refund.currency_code, language)
  const facts: [string, string][] = [
    [t("tickets.refund.paid"), amount(refund.paid)],
    [t("tickets.refund.refunded"), amount(refund.refunded)],
    [
      t("tickets.refund.since"),
      refund.paid_at === null || refund.days_since_payment === null
        ? t("tickets.refund.not_paid")
        : t("tickets.refund.days", {
            count: refund.days_since_payment,
            date: formatDate(refund.paid_at, language),
          }),
    ],
    [t("tickets.refund.devices"), String(refund.active_devices)],
    [t("tickets.refund.downloads"), String(refund.downloads)],
  ]
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Text size="small" weight="plus" leading="compact">
        {t("tickets.refund.title", { number: refund.display_id })}
      </Text>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="txt-compact-small text-ui-fg-subtle">{label}</dt>
            <dd className="txt-compact-small">{value}</dd>
          </div>
        ))}
      </dl>
      <Verdict orderId={refund.order_id} />
      <Link
        to={`/orders/${refund.order_id}`}
        className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover self-start"
      >
        {t("tickets.refund.open")}
      </Link>
    </div>
  )
}

/** What the rules say of it. The facts stand alone while that loads, and where it cannot be told. */
const Verdict = ({ orderId }: { orderId: string }) => {
  const { t, language } = useText()
  const { data } = useOrderRefund(orderId)
  if (!data || data.assessment.units.length === 0) {
    return null
  }
  const { verdict, reasons } = data.assessment
  return (
    <div className="flex flex-col items-start gap-y-1">
      <StatusBadge color={verdictColor(verdict)}>{t(`refunds.verdict.${verdict}`)}</StatusBadge>
      {reasons.map((reason) => (
        <Text key={reason.text} size="small" className="text-pretty">
          {reasonWords(reason, language)}
        </Text>
      ))}
    </div>
  )
}

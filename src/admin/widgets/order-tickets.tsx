import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { TicketSection } from "../components/tickets/ticket-section"

/** The tickets that are about an order. */
const OrderTicketsWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => (
  <TicketSection
    key={order.id}
    of={{ order_id: order.id }}
    search={String(order.display_id ?? "")}
    about={{
      email: order.email ?? undefined,
      name: [order.billing_address?.first_name, order.billing_address?.last_name].filter(Boolean).join(" "),
      order: { id: order.id, display_id: order.display_id ?? order.id },
    }}
  />
)

export const config = defineWidgetConfig({
  zone: "order.details",
  id: "license-center-order-tickets",
})

export default OrderTicketsWidget

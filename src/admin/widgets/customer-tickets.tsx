import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"
import { TicketSection } from "../components/tickets/ticket-section"

/** The tickets of a customer's address, whether they were signed in or not. */
const CustomerTicketsWidget = ({ data: customer }: DetailWidgetProps<AdminCustomer>) => (
  <TicketSection
    key={customer.id}
    of={{ email: customer.email }}
    search={customer.email}
    about={{
      email: customer.email,
      name: [customer.first_name, customer.last_name].filter(Boolean).join(" "),
    }}
  />
)

export const config = defineWidgetConfig({
  zone: "customer.details",
  id: "license-center-customer-tickets",
})

export default CustomerTicketsWidget

import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate, useSearchParams } from "react-router-dom"
import { CreateTicketModal } from "../../components/tickets/create-ticket-modal"
import { RefusedRequests } from "../../components/tickets/refused-requests"
import { SupportIcon } from "../../components/tickets/support-icon"
import { TicketsTable } from "../../components/tickets/tickets-table"
import { ViewsNav } from "../../components/tickets/views-nav"
import { readView } from "../../lib/ticket-query"
import { useText } from "../../lib/translate"

/** The inbox of support: one view at a time, which stands in the address with its search and filters. */
const TicketsPage = () => {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [creating, setCreating] = useState(false)
  const view = readView(params.get("view"))

  return (
    <Container className="divide-y p-0">
      <TicketsTable
        key={view}
        view={view}
        views={<ViewsNav view={view} />}
        notice={<RefusedRequests />}
        onCreate={() => setCreating(true)}
      />
      {creating && (
        <CreateTicketModal onCreated={({ id }) => navigate(`/tickets/${id}`)} onClose={() => setCreating(false)} />
      )}
    </Container>
  )
}

export const config = defineRouteConfig({
  label: "tickets.title",
  // Read from the source by the bundler, which follows no constant.
  translationNs: "licenseCenter",
  icon: SupportIcon,
})

export const handle = {
  breadcrumb: () => <Breadcrumb />,
}

const Breadcrumb = () => <>{useText().t("tickets.title")}</>

export default TicketsPage

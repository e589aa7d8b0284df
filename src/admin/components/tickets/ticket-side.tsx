import { Container } from "@medusajs/ui"
import { useTicketContext } from "../../hooks/tickets"
import type { TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"
import { CustomerPanel } from "./customer-panel"
import { LicensePanel } from "./license-panel"
import { LinksPanel } from "./links-panel"
import { OrderPanel } from "./order-panel"
import { SideSection } from "./side-section"
import { TicketFields } from "./ticket-fields"
import { TicketHistory } from "./ticket-history"
import { TicketLinkRow } from "./ticket-link-row"

/** Everything that helps to answer, beside the thread. */
export const TicketSide = ({ ticket }: { ticket: TicketThread }) => {
  const { t } = useText()
  const query = useTicketContext(ticket.id)
  const context = query.data
  return (
    <>
      <TicketFields ticket={ticket} context={context} />
      {context ? (
        <>
          <CustomerPanel ticket={ticket} context={context} />
          <LicensePanel ticket={ticket} context={context} />
          <OrderPanel ticket={ticket} context={context} />
        </>
      ) : (
        <Container className="p-0">
          {query.isError ? (
            <LoadError
              title={t("tickets.context_failed")}
              error={query.error}
              onRetry={() => query.refetch()}
              retrying={query.isFetching}
            />
          ) : (
            <LoadingRows rows={5} />
          )}
        </Container>
      )}
      {ticket.earlier.length > 0 && (
        <SideSection title={t("tickets.earlier")}>
          <ul className="divide-y">
            {ticket.earlier.map((earlier) => (
              <li key={earlier.id}>
                <TicketLinkRow ticket={earlier} />
              </li>
            ))}
          </ul>
        </SideSection>
      )}
      <LinksPanel ticket={ticket} />
      <TicketHistory ticketId={ticket.id} />
    </>
  )
}

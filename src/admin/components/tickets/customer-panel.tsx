import { InlineTip, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { formatDate, shortKey } from "../../lib/format"
import type { TicketContext, TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { Participants } from "./participants"
import { SideSection } from "./side-section"

const LINK = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover break-words"

/** Who writes, whether the store knows them, and whether what they named is theirs. */
export const CustomerPanel = ({ ticket, context }: { ticket: TicketThread; context: TicketContext }) => {
  const { t, language } = useText()
  const { customer } = context
  const name = [customer?.first_name, customer?.last_name].filter(Boolean).join(" ") || ticket.name
  const proven = ticket.participants.some(({ email, proven_at }) => email === ticket.email && proven_at)
  return (
    <SideSection title={t("tickets.customer.title")}>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        {name && (
          <Text size="small" weight="plus" leading="compact" className="break-words">
            {name}
          </Text>
        )}
        <Text size="small" leading="compact" className="break-words">
          {ticket.email}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {t(proven ? "tickets.customer.proven" : "tickets.customer.unproven")}
        </Text>
        {customer ? (
          <Text size="small" className="text-ui-fg-subtle">
            <Link to={`/customers/${customer.id}`} className={LINK}>
              {t(customer.has_account ? "tickets.customer.account" : "tickets.customer.guest")}
            </Link>{" "}
            · {t("tickets.customer.since", { date: formatDate(customer.created_at, language) })}
          </Text>
        ) : (
          <Text size="small" className="text-ui-fg-subtle">
            {t("tickets.customer.unknown")}
          </Text>
        )}
      </div>
      <Participants ticket={ticket} />
      <Claims claims={context.claims} />
    </SideSection>
  )
}

/** What the sender named and what is not of their address. They were not told, so that nobody can try keys out here. */
const Claims = ({ claims }: { claims: TicketContext["claims"] }) => {
  const { t } = useText()
  if (!claims || !(claims.license || claims.order || claims.unknown_key || claims.order_number)) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <InlineTip variant="warning" label={t("tickets.claims.label")}>
        <ul className="mt-1 flex flex-col gap-y-1 break-words">
          {claims.license && (
            <li>
              {t("tickets.claims.license", {
                key: shortKey(claims.license.masked_key),
                email: claims.license.email,
              })}
            </li>
          )}
          {claims.unknown_key && <li>{t("tickets.claims.unknown_key", { key: `…${claims.unknown_key}` })}</li>}
          {claims.order ? (
            <li>
              {t("tickets.claims.order", { number: claims.order.display_id, email: claims.order.email })}{" "}
              <Link to={`/orders/${claims.order.id}`} className={LINK}>
                {t("tickets.open_order")}
              </Link>
            </li>
          ) : (
            claims.order_number && <li>{t("tickets.claims.unknown_order", { number: claims.order_number })}</li>
          )}
        </ul>
        <span className="text-ui-fg-muted txt-small mt-1 block">{t("tickets.claims.help")}</span>
      </InlineTip>
    </div>
  )
}

import { Text } from "@medusajs/ui"
import type { TicketContext, TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { SideSection } from "./side-section"
import { TicketLicenseRow } from "./ticket-license-row"

/** The licenses of the address, that of the ticket first and open, with what is done to help. */
export const LicensePanel = ({ ticket, context }: { ticket: TicketThread; context: TicketContext }) => {
  const { t } = useText()
  return (
    <SideSection title={t("license.title")}>
      {context.licenses.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("tickets.licenses.none")}
        </Text>
      ) : (
        <ul className="divide-y">
          {context.licenses.map((license) => (
            <TicketLicenseRow
              key={license.id}
              license={license}
              ticket={ticket}
              initiallyOpen={license.id === ticket.license_id || context.licenses.length === 1}
            />
          ))}
        </ul>
      )}
    </SideSection>
  )
}

import { Paragraph } from "./components/layout"
import { TicketLayout } from "./components/ticket-layout"
import type { Phrasebook } from "./i18n"
import type { TicketProps } from "./types"

export function ticketLinkSubject({ number }: TicketProps, { t }: Phrasebook): string {
  return t("ticket_link.subject", { number })
}

/** A new link to a ticket, which its customer or an operator asked for. */
export function TicketLink({ words, ...props }: TicketProps & { words: Phrasebook }) {
  const { t } = words
  return (
    <TicketLayout
      {...{ ...props, words }}
      preview={t("ticket_link.preview")}
      title={t("ticket_link.title", { number: props.number })}
      button={t("ticket.open")}
      after={<Paragraph>{t("ticket_link.not_yours")}</Paragraph>}
    >
      <Paragraph>{t("ticket_link.intro", { store: props.store.store_name })}</Paragraph>
    </TicketLayout>
  )
}

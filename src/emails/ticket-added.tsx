import { Paragraph } from "./components/layout"
import { MailLink } from "./components/mail-link"
import { TicketLayout } from "./components/ticket-layout"
import type { Phrasebook } from "./i18n"
import type { TicketProps } from "./types"

export function ticketAddedSubject({ store, number }: TicketProps, { t }: Phrasebook): string {
  return t("ticket_added.subject", { store: store.store_name, number })
}

/**
 * The first mail to somebody whom an operator added to a ticket. They have asked for nothing, and an operator may have
 * mistyped the address: neither whoever asked nor what it is about is named.
 */
export function TicketAdded({ words, ...props }: TicketProps & { words: Phrasebook }) {
  const { t } = words
  const { support_email, store_name: store } = props.store
  return (
    <TicketLayout
      {...{ ...props, words }}
      preview={t("ticket_added.preview")}
      title={t("ticket_added.title", { store, number: props.number })}
      button={t("ticket_added.open")}
      footer={t("ticket.footer_added", { store })}
      after={
        <Paragraph>
          {t("ticket_added.mistake")}
          {support_email && (
            <>
              {" "}
              {t("ticket_added.mistake_write")} <MailLink href={`mailto:${support_email}`}>{support_email}</MailLink>.
            </>
          )}
        </Paragraph>
      }
    >
      <Paragraph>{t("ticket_added.intro")}</Paragraph>
      <Paragraph>{t("ticket_added.readers", { store })}</Paragraph>
    </TicketLayout>
  )
}

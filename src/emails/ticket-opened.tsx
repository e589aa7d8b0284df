import { Paragraph } from "./components/layout"
import { HelpPage } from "./components/support"
import { TicketLayout } from "./components/ticket-layout"
import type { Phrasebook } from "./i18n"
import type { TicketProps } from "./types"

export function ticketOpenedSubject({ number }: TicketProps, { t }: Phrasebook): string {
  return t("ticket_opened.subject", { number })
}

/**
 * The first mail about a ticket. Anybody can type any address into a form, so it repeats nothing of what was typed:
 * otherwise the store would mail a stranger's words to whomever the stranger chose.
 */
export function TicketOpened({ words, ...props }: TicketProps & { words: Phrasebook }) {
  const { t } = words
  const { store, number } = props
  return (
    <TicketLayout
      {...{ ...props, words }}
      preview={t("ticket_opened.preview")}
      title={t("ticket_opened.title", { number })}
      button={t("ticket.open")}
      footer={t("ticket.footer_opened", { store: store.store_name })}
      after={
        <>
          <HelpPage {...{ words, store }} />
          <Paragraph>{t("ticket_opened.not_yours")}</Paragraph>
        </>
      }
    >
      <Paragraph>{t("ticket_opened.intro", { store: store.store_name })}</Paragraph>
    </TicketLayout>
  )
}

import { Paragraph } from "./components/layout"
import { TicketLayout } from "./components/ticket-layout"
import type { Phrasebook } from "./i18n"
import type { TicketMailProps } from "./types"

type ClosingProps = TicketMailProps["ticket_closing"]

export function ticketClosingSubject({ number }: ClosingProps, { t }: Phrasebook): string {
  return t("ticket_closing.subject", { number })
}

/** The notice before a ticket that waits for its customer closes by itself. */
export function TicketClosing({ words, ...props }: ClosingProps & { words: Phrasebook }) {
  const { t, day } = words
  const { store, number, closes_at } = props
  const date = day(closes_at)
  return (
    <TicketLayout
      {...{ ...props, words }}
      preview={t("ticket_closing.preview", { date })}
      title={t("ticket_closing.title", { number })}
      button={t("ticket.open")}
    >
      <Paragraph>{t("ticket_closing.intro", { store: store.store_name, date })}</Paragraph>
      <Paragraph>{t("ticket_closing.done")}</Paragraph>
    </TicketLayout>
  )
}

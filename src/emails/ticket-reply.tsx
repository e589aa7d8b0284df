import { Section } from "@react-email/components"
import { Muted, Paragraph, Steps } from "./components/layout"
import { color } from "./components/theme"
import { TicketLayout } from "./components/ticket-layout"
import { Words } from "./components/words"
import type { Phrasebook } from "./i18n"
import type { TicketReplyProps } from "./types"

/** Mail programs show about so much of a mail beside its subject. */
const PREVIEW_LENGTH = 140
const ANSWERS = /^(re|aw):\s*/i

export function ticketReplySubject({ number, subject, first }: TicketReplyProps, { t }: Phrasebook): string {
  // Not a phrase: the translator would read a {{…}} in the subject as one of its own.
  if (subject === null) {
    return t("ticket_reply.subject", { number })
  }
  return first ? `${subject} [#${number}]` : `Re: ${subject.replace(ANSWERS, "")} [#${number}]`
}

/** What an operator answered, or wrote first. Files stay with the store: they open through the link, which can be taken back. */
export function TicketReply({ words, ...props }: TicketReplyProps & { words: Phrasebook }) {
  const { t } = words
  const { store, number, body, filenames, first } = props
  const values = { store: store.store_name, number }
  return (
    <TicketLayout
      {...{ ...props, words }}
      preview={beginningOf(body)}
      title={t(first ? "ticket_reply.title_first" : "ticket_reply.title", values)}
      button={t("ticket_reply.open")}
      footer={first ? t("ticket.footer_wrote", values) : undefined}
    >
      <Paragraph>{t(first ? "ticket_reply.intro_first" : "ticket_reply.intro", values)}</Paragraph>
      <Section
        className="lc-box"
        style={{ margin: "20px 0 0", padding: "18px 20px", border: `1px solid ${color.line}`, borderRadius: "10px" }}
      >
        <Words text={body} />
      </Section>
      {filenames.length > 0 && (
        <>
          <Muted>{t("ticket_reply.files", { count: filenames.length })}</Muted>
          <Steps steps={filenames} />
        </>
      )}
    </TicketLayout>
  )
}

function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim()
  return line.length <= PREVIEW_LENGTH ? line : `${line.slice(0, PREVIEW_LENGTH).replace(/\s\S*$/, "")} …`
}

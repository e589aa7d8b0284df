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

export function ticketReplySubject({ number, subject }: TicketReplyProps, { t }: Phrasebook): string {
  // Not a phrase: the translator would read a {{…}} in the subject as one of its own.
  return subject === null ? t("ticket_reply.subject", { number }) : `Re: ${subject.replace(ANSWERS, "")} [#${number}]`
}

/** What an operator answered. Files stay with the store: they open through the link, which can be taken back. */
export function TicketReply({ words, ...props }: TicketReplyProps & { words: Phrasebook }) {
  const { t } = words
  const { store, number, body, filenames } = props
  return (
    <TicketLayout
      {...{ ...props, words }}
      preview={beginningOf(body)}
      title={t("ticket_reply.title", { number })}
      button={t("ticket_reply.open")}
    >
      <Paragraph>{t("ticket_reply.intro", { store: store.store_name })}</Paragraph>
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

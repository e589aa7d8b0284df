import type { Phrasebook } from "../i18n"
import type { MailWaiver } from "../types"
import { Muted, Paragraph, Steps, Title } from "./layout"

/** Repeats what the buyer agreed to at the checkout, word for word, with when. */
export function WaiverConfirmation({ words, waiver }: { words: Phrasebook; waiver: MailWaiver }) {
  const { t, moment } = words
  return (
    <>
      <Title>{t("waiver.title")}</Title>
      <Paragraph>{t("waiver.intro", { at: moment(waiver.given_at) })}</Paragraph>
      <Steps steps={[waiver.begin, waiver.lose]} />
      <Muted>{t("waiver.version", { version: waiver.version })}</Muted>
    </>
  )
}

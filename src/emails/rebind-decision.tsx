import { Layout, Paragraph, Title } from "./components/layout"
import { HelpPage } from "./components/support"
import { Words } from "./components/words"
import type { Phrasebook } from "./i18n"
import type { RebindMailProps } from "./types"

type Props = RebindMailProps["rebind_decision"]

export function rebindDecisionSubject({ product, approved }: Props, { t }: Phrasebook): string {
  return t(approved ? "rebind_decision.subject_approved" : "rebind_decision.subject_declined", { product })
}

/** What the store decided about a move beyond the quota. */
export function RebindDecision({ words, ...props }: Props & { words: Phrasebook }) {
  const { t } = words
  const { store, product, masked_key, device, approved, reason } = props
  const values = { product, device: device ?? t("rebind_decision.device"), key: masked_key, store: store.store_name }
  const answer = approved ? "approved" : "declined"
  return (
    <Layout
      {...{ words, store }}
      preview={t(`rebind_decision.${answer}`, values)}
      title={t(`rebind_decision.title_${answer}`)}
      footer={t("footer.no_order", values)}
    >
      <Paragraph>{t(`rebind_decision.${answer}`, values)}</Paragraph>
      {reason !== null && (
        <>
          <Title>{t("rebind_decision.reason", values)}</Title>
          <Words text={reason} />
        </>
      )}
      <Paragraph>{t(`rebind_decision.next_${answer}`, values)}</Paragraph>
      <HelpPage {...{ words, store }} />
    </Layout>
  )
}

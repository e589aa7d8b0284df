import { Layout, Muted, Paragraph } from "./components/layout"
import { MailButton } from "./components/mail-button"
import type { Phrasebook } from "./i18n"
import type { RebindMailProps } from "./types"

type Props = RebindMailProps["rebind_confirm"]

export function rebindConfirmSubject({ product }: Props, { t }: Phrasebook): string {
  return t("rebind_confirm.subject", { product })
}

/** A device without a seat asks for one, and only who reads this mail can give it. */
export function RebindConfirm({ words, ...props }: Props & { words: Phrasebook }) {
  const { t, day } = words
  const { store, product, masked_key, device, url, expires_at } = props
  const values = { product, device, key: masked_key, store: store.store_name, date: day(expires_at) }
  return (
    <Layout
      {...{ words, store }}
      preview={t("rebind_confirm.preview", values)}
      title={t("rebind_confirm.title", values)}
      footer={t("footer.no_order", values)}
    >
      <Paragraph>{t(device === null ? "rebind_confirm.intro_unnamed" : "rebind_confirm.intro", values)}</Paragraph>
      <Paragraph>{t("rebind_confirm.choose")}</Paragraph>
      <MailButton href={url}>{t("rebind_confirm.open")}</MailButton>
      <Paragraph>{t("rebind_confirm.not_yours")}</Paragraph>
      <Muted>{t("rebind_confirm.private", values)}</Muted>
    </Layout>
  )
}

import { Layout, Muted, Paragraph } from "./components/layout"
import { MailButton } from "./components/mail-button"
import { HelpPage } from "./components/support"
import type { Phrasebook } from "./i18n"
import type { PortalLinkProps } from "./types"

export function portalLinkSubject({ store }: PortalLinkProps, { t }: Phrasebook): string {
  return t("portal_link.subject", { store: store.store_name })
}

/** The link to all licenses of an address, which somebody asked for. */
export function PortalLink({ words, store, url, expires_at }: PortalLinkProps & { words: Phrasebook }) {
  const { t, day } = words
  return (
    <Layout
      {...{ words, store }}
      preview={t("portal_link.preview")}
      title={t("portal_link.title")}
      footer={t("portal_link.footer", { store: store.store_name })}
    >
      <Paragraph>{t("portal_link.intro", { store: store.store_name })}</Paragraph>
      <MailButton href={url}>{t("portal_link.open")}</MailButton>
      <Paragraph>{t("portal_link.not_yours")}</Paragraph>
      <HelpPage {...{ words, store }} />
      <Muted>{t("portal_link.private", { date: day(expires_at) })}</Muted>
    </Layout>
  )
}

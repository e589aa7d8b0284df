import { Layout, Paragraph, Steps, Title } from "./components/layout"
import { MaskedLicenses } from "./components/masked-licenses"
import { Support } from "./components/support"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import { licenseSubject } from "./license-subject"
import type { NoticeMailProps } from "./types"

/** Reasons that have a sentence of their own. Whatever an operator wrote stays in the audit trail. */
const REASONS = ["canceled", "refunded", "returned", "quantity_reduced", "unit_refunded", "dispute"]

export function licenseRevokedSubject(props: NoticeMailProps, words: Phrasebook): string {
  return licenseSubject("revoked", props, words)
}

/** The mail that says a license has ended: which one, why, what stops, and how to object. Keys are masked in it. */
export function LicenseRevoked({ words, store, order_number, licenses }: NoticeMailProps & { words: Phrasebook }) {
  const { t } = words
  const count = licenses.length
  return (
    <Layout
      {...{ words, store }}
      preview={t("revoked.preview", { count })}
      title={t("revoked.title", { count })}
      footer={licenseFooter({ store, order_number }, words)}
    >
      <Paragraph>{t("revoked.intro", { count })}</Paragraph>
      <MaskedLicenses
        {...{ words, licenses }}
        facts={({ status_reason }) => [
          { label: t("revoked.reason"), value: t(`revoked.${reasonOf(status_reason)}`, { store: store.store_name }) },
        ]}
      />
      <Title>{t("revoked.stops_title")}</Title>
      <Steps steps={[t("revoked.stops_1", { count }), t("revoked.stops_2"), t("revoked.stops_3")]} />
      <Title>{t("revoked.object_title")}</Title>
      <Support
        {...{ words, store, order_number }}
        write={t("revoked.object_write", { count })}
        reply={t("revoked.object_reply", { count })}
        nameOrder={t("revoked.name", { order: order_number })}
      />
    </Layout>
  )
}

function reasonOf(code: string | null): string {
  return code && REASONS.includes(code) ? code : "operator"
}

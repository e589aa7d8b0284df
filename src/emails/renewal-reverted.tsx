import { Layout, Paragraph } from "./components/layout"
import { MaskedLicenses } from "./components/masked-licenses"
import { Help } from "./components/support"
import { endFacts } from "./end-facts"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import { licenseSubject } from "./license-subject"
import type { NoticeMailProps } from "./types"

export function renewalRevertedSubject(props: NoticeMailProps, words: Phrasebook): string {
  return licenseSubject("renewal_reverted", props, words)
}

/** The mail that says the time of a renewal is gone, and what stays. Keys are masked in it. */
export function RenewalReverted({ words, store, order_number, licenses }: NoticeMailProps & { words: Phrasebook }) {
  const { t } = words
  const count = licenses.length
  return (
    <Layout
      {...{ words, store }}
      preview={t("renewal_reverted.preview")}
      title={t("renewal_reverted.title", { count })}
      footer={licenseFooter({ store, order_number }, words)}
    >
      <Paragraph>{t("renewal_reverted.intro", { count })}</Paragraph>
      <MaskedLicenses {...{ words, licenses }} facts={(license) => endFacts(license, words)} />
      <Paragraph>{t("renewal_reverted.stays", { count })}</Paragraph>
      <Help {...{ words, store, order_number }} title={t("revoked.object_title")} />
    </Layout>
  )
}

import { Layout, Paragraph } from "./components/layout"
import { MaskedLicenses } from "./components/masked-licenses"
import { Help } from "./components/support"
import { endFacts } from "./end-facts"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import { licenseSubject } from "./license-subject"
import type { NoticeMailProps } from "./types"

export function renewedSubject(props: NoticeMailProps, words: Phrasebook): string {
  return licenseSubject("renewed", props, words)
}

/** The mail that says a license goes on: until when, with the same key, which is masked in it. */
export function Renewed({ words, store, order_number, licenses }: NoticeMailProps & { words: Phrasebook }) {
  const { t } = words
  const count = licenses.length
  return (
    <Layout
      {...{ words, store }}
      preview={t("renewed.preview")}
      title={t("renewed.title", { count })}
      footer={licenseFooter({ store, order_number }, words)}
    >
      <Paragraph>{t("renewed.intro", { count })}</Paragraph>
      <MaskedLicenses {...{ words, licenses }} facts={(license) => endFacts(license, words)} />
      <Paragraph>{t("renewed.same_key", { count })}</Paragraph>
      <Help {...{ words, store, order_number }} />
    </Layout>
  )
}

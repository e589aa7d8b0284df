import { Layout, Paragraph, Title } from "./components/layout"
import { hasManyKeys, LicenseBox } from "./components/license-box"
import { Support } from "./components/support"
import { endFacts } from "./end-facts"
import { groupLicenses, onlyProduct } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import type { NoticeMailProps } from "./types"

export function renewedSubject({ store, licenses }: NoticeMailProps, { t }: Phrasebook): string {
  const product = onlyProduct(licenses)
  return product
    ? t("renewed.subject", { product, count: licenses.length })
    : t("renewed.subject_mixed", { store: store.store_name, count: licenses.length })
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
      {groupLicenses(licenses).map(({ first, licenses: same }) => (
        <LicenseBox
          key={first.id}
          title={first.product.title}
          keysLabel={t("revoked.key", { count: same.length })}
          keys={same.map(({ masked_key }) => masked_key)}
          compact={hasManyKeys(count)}
          facts={[{ label: t("facts.plan"), value: first.plan.name }, ...endFacts(first, words)]}
        />
      ))}
      <Paragraph>{t("renewed.same_key", { count })}</Paragraph>
      <Title>{t("help.title")}</Title>
      <Support
        {...{ words, store, order_number }}
        write={t("help.write")}
        reply={t("help.reply")}
        nameOrder={t("help.name_order", { order: order_number })}
      />
    </Layout>
  )
}

import { Layout, Paragraph, Title } from "./components/layout"
import { hasManyKeys, LicenseBox } from "./components/license-box"
import { Support } from "./components/support"
import { endFacts } from "./end-facts"
import { groupLicenses, onlyProduct } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import type { NoticeMailProps } from "./types"

export function renewalRevertedSubject({ store, licenses }: NoticeMailProps, { t }: Phrasebook): string {
  const product = onlyProduct(licenses)
  return product
    ? t("renewal_reverted.subject", { product, count: licenses.length })
    : t("renewal_reverted.subject_mixed", { store: store.store_name, count: licenses.length })
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
      <Paragraph>{t("renewal_reverted.stays", { count })}</Paragraph>
      <Title>{t("revoked.object_title")}</Title>
      <Support
        {...{ words, store, order_number }}
        write={t("help.write")}
        reply={t("help.reply")}
        nameOrder={t("help.name_order", { order: order_number })}
      />
    </Layout>
  )
}

import { Layout, Paragraph, Steps, Title } from "./components/layout"
import { LicenseBox } from "./components/license-box"
import { Help } from "./components/support"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import type { UpgradeMailProps } from "./types"

export function upgradedSubject({ license }: UpgradeMailProps, { t }: Phrasebook): string {
  return t("upgraded.subject", { product: license.product.title, plan: license.plan.name })
}

/** The mail that says a paid upgrade is in force. The key is the one its reader has, and is masked. */
export function Upgraded({ words, store, order_number, license, from_plan }: UpgradeMailProps & { words: Phrasebook }) {
  const { t, day, count } = words
  const { seats, expires_at, activation_kind, plan } = license
  const places = activation_kind === "site" || activation_kind === "floating" ? activation_kind : "device"
  return (
    <Layout
      {...{ words, store }}
      preview={t("upgraded.preview")}
      title={t("upgraded.title")}
      footer={licenseFooter({ store, order_number }, words)}
    >
      <Paragraph>{t("upgraded.intro")}</Paragraph>
      <LicenseBox
        title={license.product.title}
        keysLabel={t("upgraded.key")}
        keys={[license.masked_key]}
        facts={[
          { label: t("facts.plan"), value: t("upgraded.plans", { from: from_plan, to: plan.name }) },
          { label: t(`facts.${places}`), value: seats === null ? t("facts.unlimited") : count(seats) },
          {
            label: t("facts.valid"),
            value: expires_at ? t("facts.valid_until", { date: day(expires_at) }) : t("facts.valid_forever"),
          },
          ...(order_number ? [{ label: t("upgraded.order"), value: `#${order_number}` }] : []),
        ]}
      />
      <Title>{t("upgraded.next_title")}</Title>
      <Steps steps={[t("upgraded.next_1"), t("upgraded.next_2")]} />
      <Help {...{ words, store, order_number }} />
    </Layout>
  )
}

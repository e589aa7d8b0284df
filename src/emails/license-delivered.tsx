import { Layout, Paragraph, Steps, Title } from "./components/layout"
import { hasManyKeys, LicenseBox, type Fact } from "./components/license-box"
import { MailLink } from "./components/mail-link"
import { Help } from "./components/support"
import { WaiverConfirmation } from "./components/waiver-confirmation"
import { endFacts } from "./end-facts"
import { groupLicenses, onlyProduct, type LicenseGroup } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import { licenseSubject } from "./license-subject"
import type { MailLicense, NoticeMailProps } from "./types"

/** Whoever has had the key before is told at once that nothing new was bought. */
const OPENING = { first: "delivered", resent: "resent", reinstated: "reinstated", reissued: "reissued" } as const

export function licenseDeliveredSubject(props: NoticeMailProps, words: Phrasebook): string {
  return licenseSubject(OPENING[props.occasion ?? "first"], props, words)
}

/** The mail that carries the keys: what was bought, what it covers, and everything needed to use it today and later. */
export function LicenseDelivered({ words, ...props }: NoticeMailProps & { words: Phrasebook }) {
  const { store, order_number, licenses, occasion } = props
  const opening = OPENING[occasion ?? "first"]
  const { t } = words
  const count = licenses.length
  const kinds = [...new Set(licenses.map(kindOf))]
  const portal = `${store.store_url}/license-center/portal?lang=${words.language}`
  return (
    <Layout
      {...{ words, store }}
      preview={t("delivered.preview")}
      footer={licenseFooter(props, words)}
      title={t(`${opening}.title`, { count })}
    >
      <Paragraph>
        {order_number ? t(`${opening}.intro_order`, { order: order_number, count }) : t(`${opening}.intro`, { count })}
      </Paragraph>
      {groupLicenses(licenses).map((group) => (
        <LicenseBox
          key={group.first.id}
          title={group.first.product.title}
          keysLabel={t("delivered.key", { count: group.licenses.length })}
          keys={group.licenses.map(({ key }) => key)}
          compact={hasManyKeys(count)}
          facts={factsOf(group, words)}
          note={keepsRunning(group.first) ? t("facts.keeps_running") : null}
        />
      ))}
      <Paragraph>{t("delivered.keep")}</Paragraph>
      <Title>{t("activate.title")}</Title>
      {kinds.map((kind) => {
        const product = onlyProduct(licenses.filter((license) => kindOf(license) === kind)) ?? t("activate.any")
        return <Steps key={kind} ordered steps={[1, 2, 3].map((step) => t(`activate.${kind}_${step}`, { product }))} />
      })}
      {kinds.map((kind) => (
        <div key={kind}>
          <Title>{t(kind === "site" ? "move.site_title" : "move.title")}</Title>
          <Paragraph>{t(`move.${kind}`)}</Paragraph>
          <Paragraph>
            {t(`move.${kind}_lost`)} <MailLink href={portal}>{portal}</MailLink>
          </Paragraph>
          <Paragraph>{t(`move.${kind}_else`)}</Paragraph>
        </div>
      ))}
      <Help {...{ words, store, order_number }} />
      {props.waiver && <WaiverConfirmation words={words} waiver={props.waiver} />}
    </Layout>
  )
}

function factsOf({ first, licenses }: LicenseGroup, words: Phrasebook): Fact[] {
  const { t, count } = words
  const { seats, plan } = first
  const places = first.activation_kind === "floating" ? "floating" : kindOf(first)
  return [
    { label: t("facts.plan"), value: plan.name },
    {
      label: t(licenses.length > 1 ? `facts.${places}_each` : `facts.${places}`),
      value: seats === null ? t("facts.unlimited") : count(seats),
    },
    ...endFacts(first, words),
  ]
}

/** Where only updates end: buyers read "until" as the end of everything unless told otherwise. */
function keepsRunning({ on_expiry, expires_at, updates_until }: MailLicense): boolean {
  return on_expiry === "keep_running" ? !!(expires_at || updates_until) : !expires_at && !!updates_until
}

/** A floating seat is activated and moved like any device. */
function kindOf({ activation_kind }: MailLicense): "device" | "site" {
  return activation_kind === "site" ? "site" : "device"
}

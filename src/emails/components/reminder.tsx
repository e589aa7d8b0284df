import { Button, Section } from "@react-email/components"
import { groupLicenses } from "../group-licenses"
import type { Phrasebook } from "../i18n"
import type { ReminderLicense, ReminderMailProps } from "../types"
import { Layout, Muted, Paragraph, Title } from "./layout"
import { hasManyKeys, LicenseBox, type Fact } from "./license-box"
import { Support } from "./support"
import { buttonStyle } from "./theme"

type ReminderProps = ReminderMailProps & {
  words: Phrasebook
  preview: string
  title: string
  intro: string
}

/** A mail about licenses that end or have ended: which, what that means, how to renew, and how to hear no more of it. */
export function Reminder({ words, store, licenses, renew_url, renew_until, unsubscribe_url, ...said }: ReminderProps) {
  const { t, day } = words
  const count = licenses.length
  return (
    <Layout
      {...{ words, store }}
      preview={said.preview}
      title={said.title}
      footer={t("reminder.footer", { store: store.store_name })}
      footerLink={{ href: unsubscribe_url, text: t("reminder.unsubscribe") }}
    >
      <Paragraph>{said.intro}</Paragraph>
      {groupLicenses(licenses, ({ price, stops_at }) => JSON.stringify([price, stops_at])).map(
        ({ first: license, licenses: same }) => (
          <LicenseBox
            key={license.id}
            title={license.product.title}
            keysLabel={t("revoked.key", { count: same.length })}
            keys={same.map(({ masked_key }) => masked_key)}
            compact={hasManyKeys(count)}
            facts={factsOf(license, same.length, words)}
            note={meaningOf(license, words)}
          />
        )
      )}
      <Section style={{ margin: "28px 0 0" }}>
        <Button href={renew_url} className="lc-button" style={buttonStyle}>
          {t("reminder.renew", { count })}
        </Button>
      </Section>
      <Paragraph>{t("reminder.how", { count })}</Paragraph>
      <Muted>{t("reminder.private", { date: day(renew_until) })}</Muted>
      <Title>{t("help.title")}</Title>
      <Support {...{ words, store, order_number: null }} write={t("help.write")} reply={t("help.reply")} nameOrder="" />
    </Layout>
  )
}

function factsOf(license: ReminderLicense, count: number, { t, day }: Phrasebook): Fact[] {
  const { plan, ends, ended, updates_only, price } = license
  return [
    { label: t("facts.plan"), value: plan.name },
    { label: t(`reminder.${updates_only ? "updates" : "license"}_${ended ? "ended" : "ends"}`), value: day(ends) },
    ...(price === null ? [] : [{ label: t("reminder.price", { count }), value: price }]),
  ]
}

/** What stops, and what does not: readers take every end for the end of everything. */
function meaningOf(
  { updates_only, on_expiry, ended, stops_at }: ReminderLicense,
  { t, day }: Pick<Phrasebook, "t" | "day">
): string {
  if (updates_only || on_expiry === "keep_running") {
    return t(ended ? "reminder.keeps_after" : "reminder.keeps_before")
  }
  return stops_at ? t("reminder.stops_before", { date: day(stops_at) }) : t("reminder.stops_after")
}

/** Whether a mail is about licenses that end, or only about their updates. */
export const onlyUpdates = (licenses: ReminderLicense[]): boolean => licenses.every(({ updates_only }) => updates_only)

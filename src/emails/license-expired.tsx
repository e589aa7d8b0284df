import { onlyUpdates, Reminder } from "./components/reminder"
import { onlyProduct } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import type { ReminderMailProps } from "./types"

export function licenseExpiredSubject({ store, licenses }: ReminderMailProps, { t }: Phrasebook): string {
  const product = onlyProduct(licenses)
  const values = { product, store: store.store_name, count: licenses.length }
  const subject = onlyUpdates(licenses) ? "license_expired.subject_updates" : "license_expired.subject"
  return t(product ? subject : `${subject}_mixed`, values)
}

/** The mail right after the end. */
export function LicenseExpired(props: ReminderMailProps & { words: Phrasebook }) {
  const { t } = props.words
  const count = props.licenses.length
  const what = onlyUpdates(props.licenses) ? "_updates" : ""
  return (
    <Reminder
      {...props}
      preview={t("license_expired.preview")}
      title={t(`license_expired.title${what}`, { count })}
      intro={t(`license_expired.intro${what}`, { count })}
    />
  )
}

import { Reminder } from "./components/reminder"
import { onlyProduct } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import type { ReminderMailProps } from "./types"

export function licenseExpiredSubject({ store, licenses }: ReminderMailProps, { t }: Phrasebook): string {
  const product = onlyProduct(licenses)
  const values = { product, store: store.store_name, count: licenses.length }
  return t(product ? "license_expired.subject" : "license_expired.subject_mixed", values)
}

/** The mail right after the end. */
export function LicenseExpired(props: ReminderMailProps & { words: Phrasebook }) {
  const { t } = props.words
  const count = props.licenses.length
  return (
    <Reminder
      {...props}
      preview={t("license_expired.preview")}
      title={t("license_expired.title", { count })}
      intro={t("license_expired.intro", { count })}
    />
  )
}

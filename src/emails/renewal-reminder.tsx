import { Reminder } from "./components/reminder"
import { onlyProduct } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import type { ReminderLicense, ReminderMailProps } from "./types"

export function renewalReminderSubject({ store, licenses }: ReminderMailProps, { t, day }: Phrasebook): string {
  const product = onlyProduct(licenses)
  const values = { product, store: store.store_name, count: licenses.length, date: day(soonest(licenses)) }
  return t(product ? "renewal_reminder.subject" : "renewal_reminder.subject_mixed", values)
}

/** The mail before the end. */
export function RenewalReminder(props: ReminderMailProps & { words: Phrasebook }) {
  const { t } = props.words
  const count = props.licenses.length
  return (
    <Reminder
      {...props}
      preview={t("renewal_reminder.preview")}
      title={t("renewal_reminder.title", { count })}
      intro={t("renewal_reminder.intro", { count })}
    />
  )
}

function soonest(licenses: ReminderLicense[]): Date {
  return new Date(Math.min(...licenses.map(({ ends }) => new Date(ends).getTime())))
}

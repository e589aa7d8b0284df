import { onlyUpdates, Reminder } from "./components/reminder"
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
  const { licenses } = props
  const count = licenses.length
  return (
    <Reminder
      {...props}
      preview={t("renewal_reminder.preview")}
      title={t(`renewal_reminder.title${onlyUpdates(licenses) ? "_updates" : ""}`, { count })}
      intro={t(introOf(licenses), { count })}
    />
  )
}

/** What ends is named where it is the same of all of them. Some may have ended already: the most urgent names the mail. */
function introOf(licenses: ReminderLicense[]): string {
  if (licenses.some(({ ended, updates_only }) => ended || updates_only !== licenses[0]!.updates_only)) {
    return "renewal_reminder.intro_mixed"
  }
  return onlyUpdates(licenses) ? "renewal_reminder.intro_updates" : "renewal_reminder.intro"
}

function soonest(licenses: ReminderLicense[]): Date {
  return new Date(Math.min(...licenses.map(({ ends }) => new Date(ends).getTime())))
}

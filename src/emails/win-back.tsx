import { onlyUpdates, Reminder } from "./components/reminder"
import { onlyProduct } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import type { ReminderMailProps } from "./types"

export function winBackSubject({ store, licenses }: ReminderMailProps, { t }: Phrasebook): string {
  const product = onlyProduct(licenses)
  const values = { product, store: store.store_name, count: licenses.length }
  return t(product ? "win_back.subject" : "win_back.subject_mixed", values)
}

/** The mail some time after the end, and the last one. */
export function WinBack(props: ReminderMailProps & { words: Phrasebook }) {
  const { t } = props.words
  const count = props.licenses.length
  return (
    <Reminder
      {...props}
      preview={t("win_back.preview")}
      title={t("win_back.title", { count })}
      intro={t(onlyUpdates(props.licenses) ? "win_back.intro_updates" : "win_back.intro", { count })}
    />
  )
}

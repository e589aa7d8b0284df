import type { Reminders } from "../../../modules/licensing/services/reminders"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"

type Services = { reminders: Pick<Reminders, "queue">; notices: Pick<NoticesModuleService, "ensureNotices"> }

/** Rows whose customers are brought together at once. */
const BATCH = 200
/** A bound for what cannot happen: that what is due neither gets a mail nor is settled or laid aside. */
const MOST_BATCHES = 10_000

/**
 * Brings what is due into mails, one a customer and day. The mail is made sure of first, under a purpose that every
 * process comes to; then it is given its rows. Who dies between the two is followed by one that finds the mail and gives
 * it the same rows; two at once give it theirs together.
 *
 * @returns the ids of the notices that got rows, at least `most` of them or all
 */
export async function queueReminders({ reminders, notices }: Services, now: Date, most: number): Promise<string[]> {
  const queued: string[] = []
  for (let batch = 0; batch < MOST_BATCHES && queued.length < most; batch++) {
    const { seen, mails } = await reminders.queue.draft(now, BATCH)
    if (!seen) {
      break
    }
    const ensured = await notices.ensureNotices(
      mails.map(({ key_suffix, kind, email, locale, license_ids }) => ({
        kind,
        purpose_key: purposes.reminder(key_suffix),
        to: email,
        locale,
        license_ids,
      }))
    )
    const ids = new Map(ensured.map(({ purpose_key, id }) => [purpose_key, id]))
    const given = mails.map(({ key_suffix, reminder_ids }) => ({
      notice_id: ids.get(purposes.reminder(key_suffix))!,
      reminder_ids,
    }))
    const claimed = new Set(await reminders.queue.claim(given, now))
    queued.push(
      ...given.flatMap(({ notice_id, reminder_ids }) => (reminder_ids.some((id) => claimed.has(id)) ? [notice_id] : []))
    )
  }
  return queued
}

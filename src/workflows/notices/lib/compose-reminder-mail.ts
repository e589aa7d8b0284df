import { addDuration } from "../../../lib/duration"
import { phrasebook } from "../../../emails/i18n"
import { renderReminder } from "../../../emails/render-notice"
import type { ReminderLicense } from "../../../emails/types"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { DeliverableLicense } from "../../../modules/licensing/types"
import type { MailSettings } from "../../../modules/notices/types"
import type { RenewalPrice } from "../../renewals/lib/price-renewals"
import type { Asked, ComposedNotice } from "./compose-notice"

type Sources = {
  licensing: Pick<LicensingModuleService, "reminders" | "listLicensesForDelivery">
  priceRenewals: (license_ids: string[]) => Promise<Map<string, RenewalPrice>>
}

/** How long a notice waits for whoever wrote it to give it its licenses. */
const GIVEN_MS = 10 * 60_000

const LATER = {
  night: "It is night where its reader is. Another mail follows in the morning.",
  mailed: "Its reader was reminded today already. Another mail follows tomorrow.",
  old: "It was begun on another day. A mail of today tells of it.",
}

/**
 * Writes a reminder of what was claimed for it and still holds. What does not is settled as skipped, with its reason; the
 * links' tokens are made for this mail and are in its content only.
 */
export async function composeReminderMail(
  { licensing, priceRenewals }: Sources,
  notice: Asked,
  store: MailSettings,
  now = new Date()
): Promise<ComposedNotice> {
  const { mails, links } = licensing.reminders
  const opened = await mails.open(notice, now)
  if (opened.state === "later") {
    return { cancel: LATER[opened.why] }
  }
  if (opened.state === "empty") {
    return opened.claimed || now.getTime() - new Date(notice.created_at).getTime() > GIVEN_MS
      ? { cancel: "Of what it was to remind of, nothing holds any more." }
      : { wait: true }
  }
  const ids = [...new Set(opened.reminders.map(({ license_id }) => license_id))]
  const found = await licensing.listLicensesForDelivery(ids, { keys: false })
  const locale = notice.locale ?? found[0]!.locale
  const prices = await priceRenewals(ids)
  const { money, language } = phrasebook(locale)
  const licenses = found.map((license) => {
    const price = prices.get(license.id)
    return toMail(license, price ? money(price.amount, price.currency_code) : null, now)
  })
  const renew = links.renew(notice.id, notice.to.toLowerCase(), now)
  const unsubscribe = links.unsubscribe(notice.to.toLowerCase())
  const unsubscribe_url = `${store.store_url}/license-center/unsubscribe?lang=${language}&token=${unsubscribe}`
  const rendered = await renderReminder(opened.kind, locale, {
    store,
    licenses,
    // Behind the #, where it reaches no log of a server.
    renew_url: `${store.store_url}/license-center/renew?lang=${language}#${renew.token}`,
    renew_until: renew.expires_at,
    unsubscribe_url,
  })
  return {
    content: { ...rendered, headers: { list_unsubscribe: unsubscribe_url } },
    to: notice.to,
    license_ids: ids,
  }
}

function toMail(license: DeliverableLicense, price: string | null, now: Date): ReminderLicense {
  const { expires_at, updates_until, on_expiry, grace } = license
  const ends = (expires_at ?? updates_until)!
  const stops_at = expires_at && on_expiry === "stop" ? addDuration(expires_at, grace) : null
  // What is over is told as over: a date that has passed says less.
  const still_runs = stops_at !== null && stops_at > now
  return {
    ...license,
    ends,
    ended: ends <= now,
    updates_only: expires_at === null,
    stops_at: still_runs ? stops_at : null,
    price,
  }
}

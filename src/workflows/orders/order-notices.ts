import type { LicenseSummary } from "../../modules/licensing/services/license-reader"
import { KeyMails, type KeyMail } from "../../modules/notices/rules/key-mails"
import { purposes } from "../../modules/notices/rules/purposes"
import type { EnsureNoticeInput } from "../../modules/notices/types"

type LicenseFacts = Pick<
  LicenseSummary,
  "id" | "status" | "status_reason" | "email" | "order_id" | "delivery_id" | "status_changed_at" | "reinstated_at"
> & { locale?: string | null }

/**
 * The mails that the state of an order's licenses calls for. Pure, so that it may be asked again at any time: a purpose
 * that has its notice already gets no second one.
 *
 * Nobody is told of the end of a key that they never got, and a license that is valid again brings its key in exactly
 * one mail: the first one when that has not left, one of its own when it has. While a mail is under way nobody knows
 * what it carries. What depends on it is planned then, too, and decided by whoever is to send it: were it only planned
 * afterwards, nothing might ever look at the order again.
 *
 * @param mails the order's mails with keys, whatever became of them
 * @param waiver_id the consent that the buyer gave at the checkout, which the first mails confirm
 */
export function noticesForLicenses(
  licenses: LicenseFacts[],
  mails: KeyMail[],
  waiver_id: string | null = null
): EnsureNoticeInput[] {
  const notices: EnsureNoticeInput[] = []
  if (licenses.some((license) => !license.email)) {
    // Medusa lets a cart without an address be completed. The keys wait for one; the next run finds it.
    return notices
  }
  const keys = new KeyMails(mails)
  for (const delivery_id of new Set(licenses.map((license) => license.delivery_id))) {
    const batch = licenses.filter((license) => license.delivery_id === delivery_id)
    if (delivery_id && batch.some((license) => license.status !== "revoked")) {
      notices.push({
        kind: "license_delivered",
        purpose_key: purposes.delivery(delivery_id),
        ...about(batch),
        ...(waiver_id && { data: { waiver_id } }),
      })
    }
  }
  const revoked = licenses.filter(({ id, status }) => status === "revoked" && keys.known(id) !== "never")
  for (const purpose_key of new Set(revoked.map(revocationOf))) {
    const ended = revoked.filter((license) => revocationOf(license) === purpose_key)
    notices.push({ kind: "license_revoked", purpose_key, ...about(ended) })
  }
  for (const license of licenses) {
    if (license.status === "active" && license.reinstated_at && needsKeyAgain(license, license.reinstated_at, keys)) {
      const purpose_key = purposes.reinstatement(license.id, license.reinstated_at)
      notices.push({ kind: "license_delivered", purpose_key, ...about([license]) })
    }
  }
  return notices
}

function about(licenses: LicenseFacts[]): Omit<EnsureNoticeInput, "kind" | "purpose_key"> {
  const first = licenses[0]!
  return {
    to: first.email,
    locale: first.locale,
    order_id: first.order_id,
    license_ids: licenses.map(({ id }) => id),
  }
}

/**
 * What came in one mail and is ended by one run of reconciliation, at one moment, is told in one mail: whoever gives
 * three units back, or takes the money for them back at a bank, reads of it once. What an operator ends is told license
 * by license.
 */
function revocationOf({ id, delivery_id, status_reason, status_changed_at }: LicenseFacts): string {
  return purposes.revocation(delivery_id && status_reason !== "operator" ? delivery_id : id, status_changed_at)
}

function needsKeyAgain({ id, delivery_id }: LicenseFacts, at: Date, keys: KeyMails): boolean {
  if (delivery_id && !keys.has(purposes.delivery(delivery_id))) {
    // The first mail is only being planned now, and is about all licenses of its delivery.
    return false
  }
  return ["wait", "missing"].includes(keys.comingSince(id, at))
}

import type { LicenseSummary } from "../../modules/licensing/services/license-reader"
import type { EnsureNoticeInput } from "../../modules/notices/types"

type LicenseFacts = Pick<
  LicenseSummary,
  "id" | "status" | "email" | "order_id" | "delivery_id" | "status_changed_at" | "reinstated_at"
> & { locale?: string | null }

/**
 * The mails that the state of an order's licenses calls for. Pure, so that it may be asked again at any time: a purpose
 * that has its notice already gets no second one.
 *
 * @param delivered ids of licenses whose key was mailed, or is being mailed: nobody is told of the end of a key that
 *   they never got
 */
export function noticesForLicenses(licenses: LicenseFacts[], delivered: Set<string>): EnsureNoticeInput[] {
  const notices: EnsureNoticeInput[] = []
  if (licenses.some((license) => !license.email)) {
    // Medusa lets a cart without an address be completed. The keys wait for one; the next run finds it.
    return notices
  }
  for (const delivery_id of new Set(licenses.map((license) => license.delivery_id))) {
    const batch = licenses.filter((license) => license.delivery_id === delivery_id)
    const first = batch[0]!
    if (delivery_id && batch.some((license) => license.status !== "revoked")) {
      notices.push({
        kind: "license_delivered",
        purpose_key: `license_delivered:${delivery_id}`,
        to: first.email,
        locale: first.locale,
        order_id: first.order_id,
        license_ids: batch.map((license) => license.id),
      })
    }
  }
  for (const license of licenses) {
    const common = { to: license.email, locale: license.locale, order_id: license.order_id, license_ids: [license.id] }
    if (license.status === "revoked" && delivered.has(license.id)) {
      const at = license.status_changed_at?.getTime() ?? 0
      notices.push({ kind: "license_revoked", purpose_key: `license_revoked:${license.id}:${at}`, ...common })
    }
    if (license.status === "active" && license.reinstated_at) {
      const at = license.reinstated_at.getTime()
      notices.push({
        kind: "license_delivered",
        purpose_key: `license_delivered:${license.id}:reinstated:${at}`,
        ...common,
      })
    }
  }
  return notices
}

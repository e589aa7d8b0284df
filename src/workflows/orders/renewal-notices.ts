import type { OrderTerm } from "../../modules/licensing/services/renewal-offers"
import type { RenewalMailKind } from "../../modules/notices/rules/kinds"
import { purposes } from "../../modules/notices/rules/purposes"
import { lastHeard, type RenewalMail } from "../../modules/notices/rules/renewal-mails"
import type { EnsureNoticeInput } from "../../modules/notices/types"

/**
 * The mails that the terms of an order call for. Pure, like `noticesForLicenses`: it may be asked at any time, and a
 * purpose that has its notice gets no second one.
 *
 * Whoever heard that a license is renewed hears when that is taken back, and when it comes back; who heard nothing yet is
 * told of neither. Of a license that is revoked an operator decides first.
 *
 * @param mails about the order's terms, whatever became of them
 */
export function noticesForRenewals(order_id: string, terms: OrderTerm[], mails: RenewalMail[]): EnsureNoticeInput[] {
  const notices = new Map<string, EnsureNoticeInput>()
  const first = terms.find(({ email }) => email)
  for (const term of terms) {
    const due = term.email ? dueOf(order_id, term, lastHeard(term.id, mails)) : null
    if (due) {
      // One order renews licenses of one address. Should it be several, each of the others has a mail of its own.
      const purpose_key = term.email === first!.email ? due.purpose_key : `${due.purpose_key}:${term.license_id}`
      const notice = notices.get(purpose_key)
      notices.set(purpose_key, {
        kind: due.kind,
        purpose_key,
        to: term.email,
        locale: term.locale,
        order_id,
        license_ids: [...new Set([...(notice?.license_ids ?? []), term.license_id])],
        data: { term_ids: [...((notice?.data?.term_ids as string[] | undefined) ?? []), term.id] },
      })
    }
  }
  return [...notices.values()]
}

function dueOf(
  order_id: string,
  { created_at, reverted_at, status }: OrderTerm,
  heard: RenewalMail | null
): { kind: RenewalMailKind; purpose_key: string } | null {
  if (reverted_at) {
    return heard?.kind === "renewed"
      ? { kind: "renewal_reverted", purpose_key: purposes.renewalReverted(order_id, reverted_at) }
      : null
  }
  if (status === "revoked" || heard?.kind === "renewed") {
    return null
  }
  return {
    kind: "renewed",
    purpose_key: heard ? purposes.renewalAgain(order_id, heard.id) : purposes.renewal(order_id, created_at),
  }
}

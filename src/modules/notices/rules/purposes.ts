/**
 * What mails are for, as text. Two mails for one purpose never exist, so whatever may rightly happen twice (a license
 * is revoked, reinstated and revoked again) carries the time at which it happened.
 */
export const purposes = {
  delivery: (delivery_id: string) => `license_delivered:${delivery_id}`,
  reinstatement: (license_id: string, at: Date) => `license_delivered:${license_id}:reinstated:${at.getTime()}`,
  /** Each press of "Send key again" is a purpose of its own. */
  resend: (license_id: string, unique: string) => `license_delivered:${license_id}:resend:${unique}`,
  /** Each new key of a license has its own. */
  reissue: (license_id: string, unique: string) => `license_delivered:${license_id}:reissued:${unique}`,
  /** @param id of the license, or of the delivery whose licenses ended together */
  revocation: (id: string, at: Date | null) => `license_revoked:${id}:${at?.getTime() ?? 0}`,
  /** What one run of reconciliation added is told in one mail. */
  renewal: (order_id: string, at: Date) => `renewed:${order_id}:${at.getTime()}`,
  /** @param notice_id of the mail that said it was taken back */
  renewalAgain: (order_id: string, notice_id: string) => `renewed:${order_id}:after:${notice_id}`,
  renewalReverted: (order_id: string, at: Date) => `renewal_reverted:${order_id}:${at.getTime()}`,
  /** One that was rolled back and is paid again is told again. */
  upgrade: (change_id: string, at: Date) => `upgraded:${change_id}:${at.getTime()}`,
  /** A private link is mailed once; whoever needs another mail gets another link. */
  ticketLink: (link_id: string) => `ticket_link:${link_id}`,
  portalLink: (link_id: string) => `portal_link:${link_id}`,
  rebindConfirm: (request_id: string) => `rebind_confirm:${request_id}`,
  rebindDecision: (request_id: string) => `rebind_decision:${request_id}`,
  /** @param customer_and_date a keyed hash of the address, and the date where the customer is: one a day */
  reminder: (customer_and_date: string) => `reminder:${customer_and_date}`,
  /** A statement is acknowledged once. */
  withdrawal: (withdrawal_id: string) => `withdrawal:${withdrawal_id}`,
  /** A request is decided once. */
  refundDecision: (request_id: string) => `refund_decision:${request_id}`,
}

const REINSTATEMENT = /^license_delivered:([^:]+):reinstated:(\d+)$/

/** Which reinstatement a mail brings the key again for; null when that is not what it is for. */
export function reinstatementOf(purpose_key: string): { license_id: string; at: Date } | null {
  const [, license_id, at] = REINSTATEMENT.exec(purpose_key) ?? []
  return license_id && at ? { license_id, at: new Date(Number(at)) } : null
}

/** `reissued`: the key took the place of another, which works no more. */
export type KeyOccasion = "first" | "resent" | "reinstated" | "reissued"

/** Why a mail with keys comes, which its reader wants to know first. */
export function occasionOf(purpose_key: string): KeyOccasion {
  if (reinstatementOf(purpose_key)) {
    return "reinstated"
  }
  return purpose_key.includes(":reissued:") ? "reissued" : purpose_key.includes(":resend:") ? "resent" : "first"
}

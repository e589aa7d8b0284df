/** Mails about licenses. Each kind of mail has a template of the same name in src/emails. */
export const LICENSE_KINDS = ["license_delivered", "license_revoked"] as const
/** Mails about terms that an order added to licenses sold before, or took back. */
export const RENEWAL_KINDS = ["renewed", "renewal_reverted"] as const
/** Mails about tickets, each with a private link of its own. */
export const TICKET_KINDS = ["ticket_opened", "ticket_reply", "ticket_closing", "ticket_link", "ticket_added"] as const
/** Mails about licenses that end or have ended, whose readers can unsubscribe. */
export const REMINDER_KINDS = ["renewal_reminder", "license_expired", "win_back"] as const
/** Mails about devices that ask their license's owner for a seat. */
export const REBIND_KINDS = ["rebind_confirm", "rebind_decision"] as const
/** The acknowledgement that a statement of withdrawal was received. */
export const WITHDRAWAL_KINDS = ["withdrawal_received"] as const
/** The mail about an upgrade that is in force. */
export const UPGRADE_KINDS = ["upgraded"] as const
/** Mails that bring a private link of the portal. */
export const PORTAL_KINDS = ["portal_link"] as const
/** Mails about refunds. */
export const REFUND_KINDS = ["refund_decision"] as const
/** The mails this plugin sends. */
export const NOTICE_KINDS = [
  ...LICENSE_KINDS,
  ...RENEWAL_KINDS,
  ...UPGRADE_KINDS,
  ...TICKET_KINDS,
  ...REMINDER_KINDS,
  ...REBIND_KINDS,
  ...WITHDRAWAL_KINDS,
  ...PORTAL_KINDS,
  ...REFUND_KINDS,
] as const

export type LicenseKind = (typeof LICENSE_KINDS)[number]
export type RenewalMailKind = (typeof RENEWAL_KINDS)[number]
export type UpgradeMailKind = (typeof UPGRADE_KINDS)[number]
export type TicketKind = (typeof TICKET_KINDS)[number]
export type ReminderMailKind = (typeof REMINDER_KINDS)[number]
export type RebindKind = (typeof REBIND_KINDS)[number]
export type WithdrawalKind = (typeof WITHDRAWAL_KINDS)[number]
export type PortalKind = (typeof PORTAL_KINDS)[number]
export type RefundKind = (typeof REFUND_KINDS)[number]
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Narrows a stored kind, which may come from a newer version of the plugin. */
export function isNoticeKind(kind: string): kind is NoticeKind {
  return (NOTICE_KINDS as readonly string[]).includes(kind)
}

export function isLicenseKind(kind: string): kind is LicenseKind {
  return (LICENSE_KINDS as readonly string[]).includes(kind)
}

export function isRenewalKind(kind: string): kind is RenewalMailKind {
  return (RENEWAL_KINDS as readonly string[]).includes(kind)
}

export function isUpgradeKind(kind: string): kind is UpgradeMailKind {
  return (UPGRADE_KINDS as readonly string[]).includes(kind)
}

export function isTicketKind(kind: string): kind is TicketKind {
  return (TICKET_KINDS as readonly string[]).includes(kind)
}

export function isReminderKind(kind: string): kind is ReminderMailKind {
  return (REMINDER_KINDS as readonly string[]).includes(kind)
}

export function isRebindKind(kind: string): kind is RebindKind {
  return (REBIND_KINDS as readonly string[]).includes(kind)
}

export function isWithdrawalKind(kind: string): kind is WithdrawalKind {
  return (WITHDRAWAL_KINDS as readonly string[]).includes(kind)
}

export function isPortalKind(kind: string): kind is PortalKind {
  return (PORTAL_KINDS as readonly string[]).includes(kind)
}

export function isRefundKind(kind: string): kind is RefundKind {
  return (REFUND_KINDS as readonly string[]).includes(kind)
}

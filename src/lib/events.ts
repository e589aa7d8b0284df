/**
 * What the plugin tells the store's own subscribers. Payloads hold ids only, never a key:
 *
 * - `license.issued`, `license.revoked`, `license.reinstated`: `{ id, order_id }` (`order_id` is null without an order)
 * - `license.suspended`, `license.extended`, `license.key_reissued`: `{ id, order_id }`
 * - `license.renewed`, `license.renewal_reverted`: `{ id, order_id }`, of the order that pays or paid for the term
 * - `license.upgraded`, `license.upgrade_reverted`: `{ id, order_id }`, of the order that pays or paid for the upgrade
 * - `license.delivered`: `{ id, notice_id }`, after the mail with the key was handed over
 * - `license.activated`, `license.deactivated`, `license.rebound`: `{ id, activation_id }`
 * - `license.rebind_requested`, `license.rebind_escalated`, `license.rebind_declined`: `{ id, request_id }`
 *
 * Like every Medusa event they are hints: what must not be missed is read from the state.
 */
export const LicenseEvents = {
  ISSUED: "license.issued",
  DELIVERED: "license.delivered",
  ACTIVATED: "license.activated",
  DEACTIVATED: "license.deactivated",
  REBOUND: "license.rebound",
  REBIND_REQUESTED: "license.rebind_requested",
  REBIND_ESCALATED: "license.rebind_escalated",
  REBIND_DECLINED: "license.rebind_declined",
  SUSPENDED: "license.suspended",
  REINSTATED: "license.reinstated",
  REVOKED: "license.revoked",
  EXTENDED: "license.extended",
  KEY_REISSUED: "license.key_reissued",
  RENEWED: "license.renewed",
  RENEWAL_REVERTED: "license.renewal_reverted",
  UPGRADED: "license.upgraded",
  UPGRADE_REVERTED: "license.upgrade_reverted",
} as const

/** - `release.published`, `release.yanked`: `{ id }` */
export const ReleaseEvents = {
  PUBLISHED: "release.published",
  YANKED: "release.yanked",
} as const

/**
 * - `ticket.opened`: `{ id, number }`, of tickets that are not held
 * - `ticket.replied`: `{ id, message_id, author }` (`customer` or `operator`); of notes there is none
 * - `ticket.status_changed`: `{ id, status }`
 */
export const TicketEvents = {
  OPENED: "ticket.opened",
  REPLIED: "ticket.replied",
  STATUS_CHANGED: "ticket.status_changed",
  /** Only for this plugin: `{ ticket_id }`. */
  LINK_REQUESTED: "license-center.ticket-link-requested",
} as const

/** - `withdrawal.made`: `{ id }`, after the second step */
export const WithdrawalEvents = { MADE: "withdrawal.made" } as const

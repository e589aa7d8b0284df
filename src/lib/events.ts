/**
 * What the plugin tells the store's own subscribers. Payloads hold ids only, never a key:
 *
 * - `license.issued`, `license.revoked`, `license.reinstated`: `{ id, order_id }` (`order_id` is null without an order)
 * - `license.suspended`: `{ id, order_id }`
 * - `license.delivered`: `{ id, notice_id }`, after the mail with the key was handed over
 * - `license.activated`, `license.deactivated`, `license.rebound`: `{ id, activation_id }`
 *
 * Like every Medusa event they are hints: what must not be missed is read from the state.
 */
export const LicenseEvents = {
  ISSUED: "license.issued",
  DELIVERED: "license.delivered",
  ACTIVATED: "license.activated",
  DEACTIVATED: "license.deactivated",
  REBOUND: "license.rebound",
  SUSPENDED: "license.suspended",
  REINSTATED: "license.reinstated",
  REVOKED: "license.revoked",
} as const

/** - `release.published`, `release.yanked`: `{ id }` */
export const ReleaseEvents = {
  PUBLISHED: "release.published",
  YANKED: "release.yanked",
} as const

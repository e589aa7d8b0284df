import type { LicenseStatus } from "../types"

export type StatusAction = "suspend" | "reinstate" | "revoke"

const TRANSITIONS: Record<StatusAction, { from: LicenseStatus[]; to: LicenseStatus }> = {
  suspend: { from: ["active"], to: "suspended" },
  reinstate: { from: ["suspended", "revoked"], to: "active" },
  revoke: { from: ["active", "suspended"], to: "revoked" },
}

/**
 * What an action makes of a status: the new one, `null` when the license is in it already (asking twice is fine), or
 * `undefined` when the action does not fit.
 */
export function transition(action: StatusAction, status: LicenseStatus): LicenseStatus | null | undefined {
  const { from, to } = TRANSITIONS[action]
  return status === to ? null : from.includes(status) ? to : undefined
}

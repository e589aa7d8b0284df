import { addDuration } from "../../../lib/duration"
import type { LicenseStatus } from "../types"

/** What a license says of itself and of one device, to the sold software (and to an operator's screen). */
export type VerdictCode =
  | "VALID"
  | "GRACE"
  | "INVALID_REQUEST"
  | "MALFORMED_KEY"
  | "NOT_FOUND"
  | "EXPIRED"
  | "SUSPENDED"
  | "REVOKED"
  | "NOT_ACTIVATED"
  | "SEAT_LIMIT_REACHED"
  | "REBIND_LIMIT_REACHED"
  | "DEACTIVATED"
  | "RATE_LIMITED"
  | "UNAVAILABLE"

/** One plain sentence a code; apps may show it as it is. */
export const DETAIL: Record<VerdictCode, string> = {
  VALID: "The license is valid.",
  GRACE: "The license has expired, but the software may go on running.",
  INVALID_REQUEST: "The request is missing a field or has a malformed one.",
  MALFORMED_KEY: "This is not a license key: it looks mistyped.",
  NOT_FOUND: "No license with this key exists for this product.",
  EXPIRED: "The license has expired.",
  SUSPENDED: "The license is suspended.",
  REVOKED: "The license has been revoked.",
  NOT_ACTIVATED: "This device holds no seat of the license.",
  SEAT_LIMIT_REACHED: "All seats of the license are in use.",
  REBIND_LIMIT_REACHED: "The license has been moved to other devices too often.",
  DEACTIVATED: "The device no longer holds a seat.",
  RATE_LIMITED: "Too many requests. Keep your lease and try again later.",
  UNAVAILABLE: "The license server cannot answer right now. Keep your lease and try again later.",
}

/** For `NOT_ACTIVATED` on a move: the seat is missing on the other device, not on the one that asks. */
export const NO_SEAT_TO_MOVE = "The device to move from holds no seat of the license."

export type LicenseState = "active" | "grace" | "expired" | "suspended" | "revoked"

export type LicenseFacts = {
  status: LicenseStatus
  on_expiry: "stop" | "keep_running"
  /** ISO 8601 duration */
  grace: string
  /** null = never */
  expires_at: Date | null
  /** False when every term was reverted: nothing is covered any more. */
  has_term: boolean
}

/** The state of a license by itself, whatever device asks. */
export function licenseState(license: LicenseFacts, now: Date): LicenseState {
  if (license.status === "revoked") {
    return "revoked"
  }
  if (license.status === "suspended") {
    return "suspended"
  }
  if (!license.has_term) {
    return "expired"
  }
  if (!license.expires_at || now < license.expires_at) {
    return "active"
  }
  if (license.on_expiry === "keep_running" || now < addDuration(license.expires_at, license.grace)) {
    return "grace"
  }
  return "expired"
}

const CODE_OF_STATE = {
  active: "VALID",
  grace: "GRACE",
  expired: "EXPIRED",
  suspended: "SUSPENDED",
  revoked: "REVOKED",
} as const

export type LicenseVerdict = "VALID" | "GRACE" | "EXPIRED" | "SUSPENDED" | "REVOKED"

/** The verdict on the license alone; what `activate` and `rebind` ask first. */
export function licenseVerdict(license: LicenseFacts, now: Date): LicenseVerdict {
  return CODE_OF_STATE[licenseState(license, now)]
}

/** The verdict on one device of the license: why the license itself is refused goes before whether it holds a seat. */
export function deviceVerdict(license: LicenseFacts, holdsSeat: boolean, now: Date): LicenseVerdict | "NOT_ACTIVATED" {
  const verdict = licenseVerdict(license, now)
  return isValid(verdict) && !holdsSeat ? "NOT_ACTIVATED" : verdict
}

export function isValid(code: VerdictCode): boolean {
  return code === "VALID" || code === "GRACE"
}

import type { LeaseClaims } from "./types"

/** A clock may be this far behind a time already seen: summer-time bugs and drift are no fraud. */
export const CLOCK_TOLERANCE_MS = 5 * 60 * 1000

export type LeaseVerdict = {
  code: "VALID" | "GRACE" | "LEASE_EXPIRED" | "EXPIRED" | "CLOCK_SET_BACK"
  detail: string
  /** The lease runs on its grace. */
  needs_check: boolean
  /** ms since the epoch */
  offline_until: number
  /** Past half its life, or anything but plainly valid: a good time to ask the server. */
  refresh_due: boolean
}

/**
 * What a verified lease allows at a moment, offline.
 *
 * A lease lives until `exp` and then `grace` more, so that a server that is down locks nobody out. The license's own
 * end (`lic_exp`) stops it earlier only under `on_exp: "stop"`, and only after the same grace.
 *
 * @param nowMs the device's time, ms
 * @param highestSeenMs the latest time known to have been: a clock behind it was set back
 */
export function judgeLease(claims: LeaseClaims, nowMs: number, highestSeenMs: number): LeaseVerdict {
  const ends = claims.exp * 1000
  const grace = claims.grace * 1000
  const licenseEnds = claims.lic_exp === null ? Infinity : claims.lic_exp * 1000
  const stops = claims.on_exp === "stop" ? licenseEnds + grace : Infinity
  const offline_until = Math.min(ends + grace, stops)
  const past_half = nowMs >= (claims.iat * 1000 + ends) / 2
  const verdict = (code: LeaseVerdict["code"], detail: string, refresh_due = code !== "VALID" || past_half) => {
    return { code, detail, needs_check: nowMs > ends, offline_until, refresh_due }
  }

  if (nowMs < Math.max(highestSeenMs, claims.iat * 1000) - CLOCK_TOLERANCE_MS) {
    return verdict("CLOCK_SET_BACK", "This computer's clock is behind. Set it right, or connect to the internet once.")
  }
  if (nowMs >= stops) {
    return verdict("EXPIRED", "The license has expired.")
  }
  if (nowMs > ends + grace) {
    return verdict("LEASE_EXPIRED", "The license was not checked for too long. Connect to the internet once.")
  }
  if (nowMs > ends) {
    return verdict("GRACE", `The license wants a check: connect before ${iso(offline_until)}.`)
  }
  if (nowMs >= licenseEnds) {
    return claims.on_exp === "stop"
      ? verdict("GRACE", `The license has ended; the software runs until ${iso(stops)}.`)
      : verdict("GRACE", "The license has ended; the software goes on.", past_half)
  }
  return verdict("VALID", "The license is valid.")
}

/** Dates beyond what `Date` can hold are as good as never. */
export function iso(ms: number): string {
  return new Date(Math.min(ms, 8.64e15)).toISOString()
}

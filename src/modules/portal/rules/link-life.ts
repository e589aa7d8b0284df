/**
 * A link to the portal is good for a week, where one to a ticket is for a season: it opens all licenses of its address,
 * keys included, and whoever needs another has it in a minute.
 */
export const PORTAL_LINK_LIFE = "P7D"

/** How long somebody may stay without following the link again, for the same reason. */
const SESSION_MS = 2 * 3_600_000

export type LinkFacts = { expires_at: Date | null; revoked_at: Date | null }

export type LinkState = "valid" | "expired" | "revoked"

/** Whether a link opens anything now. */
export function linkState({ expires_at, revoked_at }: LinkFacts, now: Date): LinkState {
  if (revoked_at) {
    return "revoked"
  }
  return expires_at && expires_at > now ? "valid" : "expired"
}

/** A session ends with its link at the latest. */
export function sessionEnd(now: Date, link_ends: Date): Date {
  return new Date(Math.min(now.getTime() + SESSION_MS, link_ends.getTime()))
}

/** A private link is good for 90 days from its mail, or 30 days after its ticket was closed, whichever comes first. */
export const LINK_DAYS = 90
export const LINK_DAYS_AFTER_CLOSE = 30

const DAY = 86_400_000

export type LinkFacts = {
  created_at: Date
  /** Null until its mail is written. */
  expires_at: Date | null
  revoked_at: Date | null
  /** Of its participant. */
  removed_at: Date | null
  /** Of its ticket. */
  closed_at: Date | null
}

export type LinkLife = { state: "valid"; until: Date } | { state: "expired" | "revoked" }

/** Whether a link opens its ticket now, and until when. */
export function linkState({ revoked_at, removed_at, ...facts }: LinkFacts, now: Date): LinkLife {
  if (revoked_at || removed_at) {
    return { state: "revoked" }
  }
  const until = linkEnd(facts)
  return until && until > now ? { state: "valid", until } : { state: "expired" }
}

/** Null for a link whose mail is not written yet. One of a ticket that was closed before counts from its own making. */
export function linkEnd({
  created_at,
  expires_at,
  closed_at,
}: Pick<LinkFacts, "created_at" | "expires_at" | "closed_at">): Date | null {
  if (!expires_at) {
    return null
  }
  const closed = closed_at && Math.max(closed_at.getTime(), created_at.getTime())
  const after_close = closed === null ? Infinity : closed + LINK_DAYS_AFTER_CLOSE * DAY
  return new Date(Math.min(expires_at.getTime(), after_close))
}

export const linkExpiry = (from: Date): Date => new Date(from.getTime() + LINK_DAYS * DAY)

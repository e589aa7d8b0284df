import type { LicenseState } from "./verdict"

/** How long the owner of a license may decide on a device that asks for a seat. */
export const DECIDE_WITHIN = "P3D"

/** How many devices may ask for one license in a day: each is a mail to its owner. */
export const MOST_A_DAY = 3

export type RebindRequestStatus = "asked" | "escalated" | "done" | "declined" | "expired"

/** What the owner is asked; `asked` alone is not enough, for time passes without a write. */
export function standingOf(
  { status, expires_at }: { status: RebindRequestStatus; expires_at: Date },
  now: Date
): RebindRequestStatus {
  return status === "asked" && expires_at <= now ? "expired" : status
}

export type MoveFacts = {
  state: LicenseState
  /** null: unlimited */
  seats: number | null
  seats_used: number
  /** The device that asks holds a seat already. */
  holds: boolean
  /** The device that shall give way still holds its seat. */
  source: boolean
  /** No move is left. */
  exhausted: boolean
}

/**
 * - `invalid`: the license lets no device run
 * - `held`: the device has its seat by now
 * - `move`: the other device gives way
 * - `allow`: a seat is free, nobody has to give way
 * - `choose`: no seat is free, and nobody was named who still holds one
 * - `over_quota`: nobody may give way now
 */
export type Move = "invalid" | "held" | "move" | "allow" | "choose" | "over_quota"

/** What comes of a request to move a seat, from the license as it is under its lock. */
export function moveOf({ state, seats, seats_used, holds, source, exhausted }: MoveFacts): Move {
  if (state !== "active" && state !== "grace") {
    return "invalid"
  }
  if (holds) {
    return "held"
  }
  if (source) {
    return exhausted ? "over_quota" : "move"
  }
  return seats === null || seats_used < seats ? "allow" : "choose"
}

const LONGEST_LABEL = 40
/** What mail programs make links of: whoever has a key can name a device as they like. */
const LINKING = /[.:@/\\]+(?=\p{L})/gu

/**
 * What a device calls itself, for a mail to somebody else: one short line that cannot become a link.
 *
 * @returns null when there is nothing to show
 */
export function deviceLabel(name: string | null | undefined): string | null {
  const line = (name ?? "")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replace(LINKING, " ")
    // What phrases have places by.
    .replace(/[{}]/g, "")
    .trim()
  if (!line) {
    return null
  }
  const signs = [...line]
  return signs.length <= LONGEST_LABEL ? line : `${signs.slice(0, LONGEST_LABEL).join("").trimEnd()}…`
}

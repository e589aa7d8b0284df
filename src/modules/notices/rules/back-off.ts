const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * Pauses between attempts. Short first, for a server that restarts; then long enough, two days in all, for a
 * weekend in which nobody looks at a broken mail account.
 */
export const BACK_OFF_MS = [
  30 * SECOND,
  1 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  1 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const

/** One more attempt than there are pauses between them. */
export const MAX_ATTEMPTS = BACK_OFF_MS.length + 1

/**
 * How long a mail whose send has just failed waits for the next attempt, in milliseconds.
 *
 * @param attempts how many attempts were made, the failed one included (1 or more)
 * @returns null when it is not tried again and an operator has to look
 */
export function pauseAfter(attempts: number): number | null {
  return BACK_OFF_MS[Math.max(attempts, 1) - 1] ?? null
}

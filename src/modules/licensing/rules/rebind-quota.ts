import { addDuration } from "../../../lib/duration"

/** How often a license may be moved to another device, and how often it was. `window` is ISO 8601. */
export type RebindQuota = {
  /** null = as often as one likes, 0 = never */
  limit: number | null
  used: number
  window: string
  /** When the next move is possible; null while one is possible now, and when none ever is. */
  next_at: Date | null
}

/** @param counted when the moves inside the window were made, the oldest first, without those that were forgiven */
export function rebindQuota(limit: number | null, window: string, counted: Date[]): RebindQuota {
  const quota = { limit, used: counted.length, window }
  // The oldest of the moves that fill the quota has to leave the window first.
  const blocking = limit ? counted[counted.length - limit] : undefined
  return { ...quota, next_at: blocking ? addDuration(blocking, window) : null }
}

/** How many of the oldest counted moves have to be forgiven for exactly one more; 0 while one is left. */
export function movesToForgive(limit: number | null, used: number): number {
  return limit === null ? 0 : Math.max(0, used - limit + 1)
}

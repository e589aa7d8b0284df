const DAY = 86_400_000

/** Whoever has less time than this had better begin now. */
const URGENT = 3 * DAY

export type DueIn = "none" | "missed" | "urgent" | "later"

/** How much time is left to answer a dispute. `none`: nobody has to answer any more. */
export function dueIn(evidence_due_at: string | null, now: number): DueIn {
  if (!evidence_due_at) {
    return "none"
  }
  const left = new Date(evidence_due_at).getTime() - now
  return left <= 0 ? "missed" : left < URGENT ? "urgent" : "later"
}

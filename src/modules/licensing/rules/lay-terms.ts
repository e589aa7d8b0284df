import { exactDuration } from "../../../lib/duration"
import { continuation, type Stretch } from "./extension"
import { coverage, type TermSpan } from "./terms"

/** A term as its row has it. */
export type LaidTerm = TermSpan & {
  id: string
  kind: "initial" | "renewal" | "extension" | "upgrade"
  starts_at: Date
  /** ISO 8601; null = as long as the row runs */
  duration: string | null
  updates_duration: string | null
  /** When it was paid, or given. */
  at: Date
}

export type MovedTerm = { id: string; starts_at: Date; ends_at: Date; updates_until: Date | null }

/**
 * Where the terms of a license run once some were taken back, or brought back: those after the first of them move up, or
 * make room, as if it had never been sold, or always. Nothing before it moves. So exactly that term's time goes, however many
 * were paid in advance: without this a term that was taken back from the middle would stay covered by the ones behind it.
 *
 * @param terms all of the license, the `changed` ones in their new state
 * @returns those that move, with where they run then
 */
export function layTerms(terms: LaidTerm[], changed: readonly string[], grace: string): MovedTerm[] {
  const inOrder = [...terms].sort(byPlace)
  const index = inOrder.findIndex(({ id }) => changed.includes(id))
  if (index < 0) {
    return []
  }
  const laid: TermSpan[] = inOrder.slice(0, index)
  const moved: MovedTerm[] = []
  for (const term of inOrder.slice(index)) {
    const place = term.reverted_at ? null : placeOf(term, laid, grace)
    laid.push(place ? { ...term, ...place } : term)
    if (place && !isAt(term, place)) {
      moved.push({ id: term.id, ...place })
    }
  }
  return moved
}

/** As they follow each other; one that was taken back stands where it stood, before what has moved up into its place. */
function byPlace(a: LaidTerm, b: LaidTerm): number {
  return a.starts_at.getTime() - b.starts_at.getTime() || a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)
}

/** null for one that stays: the first one and an upgrade's begin when they were sold, one without an end has no place. */
function placeOf(term: LaidTerm, before: TermSpan[], grace: string) {
  if (term.kind === "initial" || term.kind === "upgrade" || term.ends_at === null) {
    return null
  }
  // What an operator gives goes on from now, not from an end that is over.
  const added = continuation(coverage(before), stretchOf(term), term.at, term.kind === "extension" ? "P0D" : grace)
  return typeof added === "string" ? null : added.term
}

function stretchOf({ duration, updates_duration, starts_at, ends_at, updates_until }: LaidTerm): Stretch {
  return duration
    ? { duration, updates_duration }
    : {
        duration: exactDuration(starts_at, ends_at!),
        updates_duration: updates_until && updates_until > starts_at ? exactDuration(starts_at, updates_until) : null,
      }
}

function isAt(term: LaidTerm, place: Omit<MovedTerm, "id">): boolean {
  return (["starts_at", "ends_at", "updates_until"] as const).every(
    (field) => term[field]?.getTime() === place[field]?.getTime()
  )
}

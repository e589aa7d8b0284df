export const STATUSES = ["new", "open", "waiting_customer", "resolved", "closed", "spam", "held"] as const
export type TicketStatus = (typeof STATUSES)[number]

export const HAPPENINGS = [
  "customer_replied",
  "operator_replied",
  "note_added",
  "resolved",
  "closed_by_customer",
  "closed_by_operator",
  "marked_spam",
  "marked_ham",
  "released",
  "reopened",
  "auto_closed",
  "merged",
  "set_waiting",
  "set_open",
] as const
export type Happening = (typeof HAPPENINGS)[number]

export type TicketFacts = {
  status: TicketStatus
  closed_at: Date | null
  merged_into_id: string | null
  /** Came in as a mail that an operator has to let through, and nobody has yet. */
  is_held_back?: boolean
}

export type Step =
  | { status: TicketStatus; changed: boolean }
  /** A sentence for an operator. */
  | { refused: string }
  /** It was closed for longer than it can be reopened: a linked new ticket takes its place. */
  | { follow_up: true }

const DAY = 86_400_000

/** `same`: it stays what it is. `window`: it opens again within some days, and is followed by a new ticket after them. */
type Cell = TicketStatus | "same" | "window" | "refuse"
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell]

/** A merged ticket is closed, but its talk goes on elsewhere: a row of its own in what follows. */
const COLUMNS = [...STATUSES, "merged"] as const

const wait = "waiting_customer"
const done = "resolved"

/**
 * All that can happen to a ticket, in each of its states.
 *
 * - What customers do is never refused, so that they learn nothing of a ticket that is spam or held, and lose no word.
 *   A merged ticket refuses them, because their words belong to the ticket that it went into: ask for that one instead.
 * - Two people or a job that do the same thing at once are both right: the second finds it done (`same`).
 * - Only an operator takes a ticket out of `spam` or `held`.
 */
// prettier-ignore
const TABLE: Record<Happening, Row> = {
  //                   new       open      waiting   resolved  closed    spam      held      merged
  customer_replied:   ["same",   "same",   "open",   "window", "window", "same",   "same",   "refuse"],
  operator_replied:   [wait,     wait,     "same",   "same",   "refuse", "refuse", "refuse", "refuse"],
  note_added:         ["same",   "same",   "same",   "same",   "same",   "same",   "same",   "same"],
  resolved:           [done,     done,     done,     "same",   "refuse", "refuse", "refuse", "refuse"],
  closed_by_customer: ["closed", "closed", "closed", "closed", "same",   "same",   "same",   "same"],
  closed_by_operator: ["closed", "closed", "closed", "closed", "same",   "refuse", "closed", "same"],
  marked_spam:        ["spam",   "spam",   "spam",   "spam",   "spam",   "same",   "spam",   "refuse"],
  marked_ham:         ["same",   "same",   "same",   "same",   "same",   "open",   "refuse", "same"],
  released:           ["same",   "same",   "same",   "same",   "same",   "refuse", "new",    "same"],
  reopened:           ["same",   "same",   "same",   "open",   "open",   "refuse", "refuse", "refuse"],
  auto_closed:        ["same",   "same",   "closed", "same",   "same",   "same",   "same",   "same"],
  merged:             ["closed", "closed", "closed", "closed", "same",   "refuse", "refuse", "refuse"],
  set_waiting:        [wait,     wait,     "same",   wait,     "refuse", "refuse", "refuse", "refuse"],
  set_open:           ["open",   "same",   "open",   "open",   "refuse", "refuse", "refuse", "refuse"],
}

/** What an operator does first, by the state that is in the way. */
const REFUSALS: Partial<Record<(typeof COLUMNS)[number], string>> = {
  closed: "This ticket is closed. Reopen it first.",
  spam: "This ticket is marked as spam. Take the mark off first.",
  held: "This ticket is held. Release it first.",
  merged: "This ticket was merged into another one. Go on there.",
}

/**
 * What becomes of a ticket.
 *
 * @param ticket `closed_at` is when it was resolved or closed; without one there is no window to be out of
 * @param reopen_window_days for how long a customer's reply opens the ticket again, its last moment included
 */
export function nextStatus(ticket: TicketFacts, happening: Happening, now: Date, reopen_window_days: number): Step {
  const state = ticket.merged_into_id === null ? ticket.status : "merged"
  const cell = TABLE[happening][COLUMNS.indexOf(state)]!
  switch (cell) {
    case "same":
      return { status: ticket.status, changed: false }
    case "refuse":
      return { refused: REFUSALS[state]! }
    case "open":
      // Taking the mark of spam off lets nothing through that was waiting to be let through.
      return happening === "marked_ham" && ticket.is_held_back
        ? { status: "held", changed: true }
        : { status: "open", changed: true }
    case "window":
      return isOver(ticket.closed_at, now, reopen_window_days) ? { follow_up: true } : { status: "open", changed: true }
    default:
      return { status: cell, changed: true }
  }
}

function isOver(closed_at: Date | null, now: Date, days: number): boolean {
  return closed_at !== null && now.getTime() - closed_at.getTime() > days * DAY
}

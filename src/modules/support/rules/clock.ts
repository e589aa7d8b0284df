import type { TicketStatus } from "./ticket-status"

export type WaitingTicket = { status: TicketStatus; waiting_since: Date | null; warned_at: Date | null }

/** Days of waiting after which the customer is told, and after which the ticket closes. */
export type WaitingDays = { warn: number; close: number }

export const DEFAULT_WAITING_DAYS: WaitingDays = { warn: 5, close: 7 }

const DAY = 86_400_000

/** Settings that are the wrong way round must not close a ticket in the minute in which they warn of it. */
const SHORTEST_NOTICE_DAYS = 1

/**
 * What is to be done about a ticket that waits for its customer. It never closes without a warning that is at least
 * `close - warn` days old: after an outage of a month everybody is told first, and has these days to answer.
 */
export function waitingStep(ticket: WaitingTicket, now: Date, days: WaitingDays): "none" | "warn" | "close" {
  const { status, waiting_since, warned_at } = ticket
  if (status !== "waiting_customer" || waiting_since === null) {
    return "none"
  }
  const waited = daysBetween(waiting_since, now)
  // A warning from before this wait was about another one.
  if (warned_at === null || warned_at < waiting_since) {
    return waited >= days.warn ? "warn" : "none"
  }
  return closesAt(waiting_since, warned_at, days) <= now ? "close" : "none"
}

/** When a ticket that was warned of closes, unless its customer answers. */
export function closesAt(waiting_since: Date, warned_at: Date, days: WaitingDays): Date {
  return new Date(Math.max(waiting_since.getTime() + days.close * DAY, warned_at.getTime() + noticeDays(days) * DAY))
}

/** Days between a warning and the end, at the least. */
export function noticeDays({ warn, close }: WaitingDays): number {
  return Math.max(close - warn, SHORTEST_NOTICE_DAYS)
}

const daysBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / DAY

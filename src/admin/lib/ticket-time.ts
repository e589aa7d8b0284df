import type { DueState, Ticket, TicketStatus } from "./ticket-types"
import type { Translate } from "./translate"

const MINUTE = 60_000
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["minute", MINUTE],
  ["hour", 60 * MINUTE],
  ["day", 24 * 60 * MINUTE],
]
/** After that, a day says more than a number of days. */
const LONGEST_AGO = 30 * 24 * 60 * MINUTE

/** `3 hours ago`, `just now`, and after a month the day. */
export function timeAgo(iso: string, now: number, t: Translate, language: string, style: "long" | "short" = "long") {
  const at = new Date(iso).getTime()
  const passed = Math.max(0, now - at)
  if (passed < MINUTE) {
    return t("tickets.just_now")
  }
  if (passed >= LONGEST_AGO) {
    return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at)
  }
  const [unit, size] = STEPS.filter(([, length]) => passed >= length).at(-1)!
  return new Intl.RelativeTimeFormat(language, { numeric: "auto", style }).format(-Math.floor(passed / size), unit)
}

/** A working day's worth of minutes: what is further away is named by its date. */
const NEAR_MINUTES = 8 * 60

export type Due = {
  kind: "first_reply" | "resolution"
  state: "overdue" | "soon" | "later" | "paused"
  minutes: number
  at: string
}

/** What a due time says of a ticket of which nothing is awaited, however much time it had left, would be untrue. */
const NOT_AWAITED: TicketStatus[] = ["resolved", "closed", "spam", "held"]

/** How one due time of a ticket stands; null when there is none, or nothing is awaited of us any more. */
export function dueFact(status: TicketStatus, due: DueState): DueState | null {
  const isOver = due.state === "done" || due.state === "missed"
  return due.state === "none" || (!isOver && NOT_AWAITED.includes(status)) ? null : due
}

/** What a ticket is due for next: its first reply, and its resolution after that. Null when nothing is awaited of us. */
export function nextDue(ticket: Pick<Ticket, DueFields>): Due | null {
  const open: [Due["kind"], string | null][] = [
    ["first_reply", ticket.first_reply_due_at],
    ["resolution", ticket.resolution_due_at],
  ]
  for (const [kind, at] of open) {
    const { state, minutes } = dueFact(ticket.status, ticket[kind]) ?? { state: "none", minutes: null }
    if (at && state !== "none" && state !== "done" && state !== "missed") {
      return { kind, state, minutes: minutes ?? 0, at }
    }
  }
  return null
}

type DueFields = "status" | "first_reply" | "resolution" | "first_reply_due_at" | "resolution_due_at"

/**
 * `in 45 min`, `overdue by 3 h`, `paused, 5 h left`, or a weekday and time when it is further away than a working day, or
 * closed hours lie between: 8 hours of business on a Sunday are over on Monday evening.
 */
export function dueText(
  due: Pick<Due, "state" | "minutes" | "at">,
  t: Translate,
  language: string,
  now = Date.now()
): string {
  switch (due.state) {
    case "overdue":
      return due.minutes < 1
        ? t("tickets.due.overdue")
        : t("tickets.due.overdue_by", { time: workingTime(due.minutes, language) })
    case "paused":
      return t("tickets.due.paused", { time: workingTime(due.minutes, language) })
    default:
      return due.minutes <= NEAR_MINUTES && !isBeyondClosedHours(due, now)
        ? t("tickets.due.in", { time: workingTime(due.minutes, language) })
        : t("tickets.due.at", { date: shortMoment(due.at, now, language) })
  }
}

/** By so much the calendar may run ahead of the business minutes, as it does until they are counted again. */
const CLOSED_MINUTES = 30

const isBeyondClosedHours = ({ at, minutes }: Pick<Due, "at" | "minutes">, now: number) =>
  (new Date(at).getTime() - now) / MINUTE - minutes > CLOSED_MINUTES

const WITHIN_WEEK = 6 * 24 * 60 * MINUTE

/** `Mon 14:00`, and `12 Dec, 14:00` when it is not in the coming days. */
function shortMoment(iso: string, now: number, language: string): string {
  const at = new Date(iso)
  const near = Math.abs(at.getTime() - now) < WITHIN_WEEK
  return new Intl.DateTimeFormat(
    language,
    near
      ? { weekday: "short", hour: "numeric", minute: "2-digit" }
      : { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }
  ).format(at)
}

/** `45 min`, `3 h`: business minutes, of which nobody knows how many make a day. */
export function workingTime(minutes: number, language: string): string {
  const [value, unit] = minutes < 60 ? [Math.max(1, minutes), "minute"] : [Math.floor(minutes / 60), "hour"]
  return new Intl.NumberFormat(language, { style: "unit", unit: String(unit), unitDisplay: "short" }).format(
    Number(value)
  )
}

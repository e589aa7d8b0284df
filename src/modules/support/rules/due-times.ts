import { addBusinessTime, businessMinutesBetween, type BusinessHours } from "./business-hours"

export const PRIORITIES = ["low", "normal", "high", "urgent"] as const
export type Priority = (typeof PRIORITIES)[number]

/** Business minutes until a ticket is to be answered for the first time, and resolved. */
export type Targets = Record<Priority, { first_reply: number; resolution: number }>

const HOUR = 60
const WORKING_DAY = 8 * HOUR

export const DEFAULT_TARGETS: Targets = {
  low: { first_reply: 2 * WORKING_DAY, resolution: 10 * WORKING_DAY },
  normal: { first_reply: WORKING_DAY, resolution: 5 * WORKING_DAY },
  high: { first_reply: 4 * HOUR, resolution: 2 * WORKING_DAY },
  urgent: { first_reply: HOUR, resolution: WORKING_DAY },
}

export type DueTimes = { first_reply_due_at: Date; resolution_due_at: Date }

/** When a ticket that is opened now, and never waits for its customer, is due. */
export function dueTimes(opened_at: Date, priority: Priority, targets: Targets, hours: BusinessHours): DueTimes {
  const { first_reply, resolution } = targets[priority]
  return {
    first_reply_due_at: addBusinessTime(opened_at, first_reply, hours),
    resolution_due_at: addBusinessTime(opened_at, resolution, hours),
  }
}

/**
 * The due time after a wait for the customer, in which the clock stood still: what was left at the pause is left at the
 * resumption. What was overdue at the pause stays overdue, by as much as it was.
 */
export function resumed(due_at: Date, paused_at: Date, resumed_at: Date, hours: BusinessHours): Date {
  if (resumed_at <= paused_at) {
    return due_at
  }
  return due_at > paused_at
    ? addBusinessTime(resumed_at, businessMinutesBetween(paused_at, due_at, hours), hours)
    : addBusinessTime(due_at, businessMinutesBetween(paused_at, resumed_at, hours), hours)
}

export type Clocked = {
  opened_at: Date
  priority: Priority
  first_reply_due_at: Date | null
  resolution_due_at: Date | null
  /** A reply that was given keeps the due time it was given under. */
  first_replied_at?: Date | null
}

/**
 * The due times of a ticket that gets another priority. They count from its beginning, so what was used is used; how
 * long it has waited for the customer so far is what each due time was put off by. A wait that goes on is added by
 * {@link resumed} at its end, as ever. What has no due time gets none.
 */
export function reprioritised(
  ticket: Clocked,
  priority: Priority,
  targets: Targets,
  hours: BusinessHours
): { first_reply_due_at: Date | null; resolution_due_at: Date | null } {
  const { opened_at, first_reply_due_at, resolution_due_at, first_replied_at } = ticket
  const before = dueTimes(opened_at, ticket.priority, targets, hours)
  const after = dueTimes(opened_at, priority, targets, hours)
  // What it was put off by stays. Less than nothing when the store has changed its targets since; that adds nothing.
  const moved = (due_at: Date, was: Date, becomes: Date) =>
    addBusinessTime(becomes, businessMinutesBetween(was, due_at, hours), hours)
  return {
    first_reply_due_at:
      first_reply_due_at && !first_replied_at
        ? moved(first_reply_due_at, before.first_reply_due_at, after.first_reply_due_at)
        : first_reply_due_at,
    resolution_due_at: resolution_due_at && moved(resolution_due_at, before.resolution_due_at, after.resolution_due_at),
  }
}

/** Business minutes before a due time in which it is `soon`. */
export const SOON_MINUTES = 2 * HOUR

export type DueState = {
  /** `done` in time or `missed`; not done yet: `overdue`, `soon`, `later`, or `paused` with time left; `none` without a due time. */
  state: "done" | "missed" | "overdue" | "soon" | "later" | "none" | "paused"
  /** Whole business minutes, never negative: late by, when missed or overdue; left, when soon, later or paused; else null. */
  minutes: number | null
}

/**
 * How a due time stands. Whether it has passed is a matter of the calendar, as it is for the database that sorts by it:
 * due on Friday at 17:00 and not done on Saturday is overdue, by 0 minutes of business time.
 *
 * @param paused_at since when the ticket waits for its customer, for a clock that stands still then
 */
export function dueState(
  due_at: Date | null,
  done_at: Date | null,
  now: Date,
  hours: BusinessHours,
  paused_at: Date | null = null
): DueState {
  if (due_at === null) {
    return { state: "none", minutes: null }
  }
  const minutesLeft = (from: Date) => businessMinutesBetween(from, due_at, hours)
  if (done_at !== null) {
    return done_at <= due_at
      ? { state: "done", minutes: null }
      : { state: "missed", minutes: whole(-minutesLeft(done_at)) }
  }
  const seen = paused_at ?? now
  const left = minutesLeft(seen)
  if (seen > due_at) {
    return { state: "overdue", minutes: whole(-left) }
  }
  const state = paused_at ? "paused" : left <= SOON_MINUTES ? "soon" : "later"
  return { state, minutes: whole(left) }
}

/** Without the minus of a zero. */
const whole = (minutes: number) => Math.floor(minutes) || 0

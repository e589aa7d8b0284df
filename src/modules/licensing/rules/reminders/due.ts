import { addDuration, subtractDuration } from "../../../../lib/duration"

/** Days relative to the end of a license's last term. */
export const DEFAULT_OFFSETS: readonly number[] = [-30, -14, -7, -1, 1, 14]

const FARTHEST_DAYS = 365

/** After an outage longer than this, a reminder says what the customer found out by then. */
export const LATEST_MS = 48 * 3_600_000

export type Reminder = { offset: number; due_at: Date }

/** What is wrong with an operator's offsets, as a plain sentence; null when nothing is. No offsets mean no reminders. */
export function offsetsProblem(offsets: readonly unknown[]): string | null {
  const whole = offsets.filter(
    (days): days is number => Number.isInteger(days) && Math.abs(Number(days)) <= FARTHEST_DAYS
  )
  if (whole.length < offsets.length) {
    return `Reminders are set in whole days from -${FARTHEST_DAYS} to ${FARTHEST_DAYS}.`
  }
  return whole.every((days, i) => i === 0 || days > whole[i - 1])
    ? null
    : "Reminders are listed from the earliest to the latest, and each day once."
}

/** In UTC, where every day has 24 hours: no change of clocks repeats or skips one. */
export function dueAt(ends_at: Date, offset: number): Date {
  return offset < 0 ? subtractDuration(ends_at, `P${-offset}D`) : addDuration(ends_at, `P${offset}D`)
}

export function isTooLate(due_at: Date, now: Date): boolean {
  return now.getTime() > due_at.getTime() + LATEST_MS
}

/** The reminders that a term gets at all: none at or before its own beginning, and none where it has no end. */
export function schedule(term: { starts_at: Date; ends_at: Date | null }, offsets: readonly number[]): Reminder[] {
  const { starts_at, ends_at } = term
  return ends_at
    ? offsets
        .map((offset) => ({ offset, due_at: dueAt(ends_at, offset) }))
        .filter(({ due_at }) => due_at > starts_at)
        .sort((a, b) => a.offset - b.offset)
    : []
}

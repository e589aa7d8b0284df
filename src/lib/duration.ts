import { DateTime, Duration } from "luxon"

/** `P1Y`, `P14D`, `PT15M` …: whole numbers, at least one part, nothing negative (ISO 8601-1 §5.5.2.2). */
const ISO_DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/

/** A year's length does not matter to a lease; a hundred years does. Longer ones are typing mistakes. */
const LONGEST_YEARS = 100

export function isDuration(text: string): boolean {
  if (text.length > 32 || !ISO_DURATION.test(text)) {
    return false
  }
  const years = Duration.fromISO(text).as("years")
  return years > 0 && years <= LONGEST_YEARS
}

/** Like {@link isDuration}, and `P0D` as well: a grace of nothing is a choice. */
export function isDurationOrZero(text: string): boolean {
  return (
    isDuration(text) || (text.length <= 32 && ISO_DURATION.test(text) && Duration.fromISO(text).as("seconds") === 0)
  )
}

/** Calendar arithmetic in UTC: 31 January plus `P1M` is the last day of February. */
export function addDuration(date: Date, iso: string): Date {
  return DateTime.fromJSDate(date, { zone: "utc" }).plus(Duration.fromISO(iso)).toJSDate()
}

export function subtractDuration(date: Date, iso: string): Date {
  return DateTime.fromJSDate(date, { zone: "utc" }).minus(Duration.fromISO(iso)).toJSDate()
}

const DAY_MS = 86_400_000

/** From one moment to another as days of 24 hours and seconds, to the millisecond: added to `from` it is `to` again. */
export function exactDuration(from: Date, to: Date): string {
  const length = to.getTime() - from.getTime()
  const days = Math.floor(length / DAY_MS)
  const rest = (length % DAY_MS) / 1000
  return rest || !days ? `P${days ? `${days}D` : ""}T${rest}S` : `P${days}D`
}

const seconds = new Map<string, number>()

/**
 * Length in seconds, with luxon's casual year of 365 and month of 30 days.
 * Remembered, because it is asked for on every validation; a store has a handful of distinct durations.
 */
export function durationToSeconds(iso: string): number {
  let value = seconds.get(iso)
  if (value === undefined) {
    value = Math.round(Duration.fromISO(iso).as("seconds"))
    if (seconds.size < 1000) {
      seconds.set(iso, value)
    }
  }
  return value
}

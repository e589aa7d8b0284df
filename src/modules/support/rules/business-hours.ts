import { DateTime, IANAZone } from "luxon"

/** ISO 8601: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** From and until, as clocks show it: `["09:00", "17:00"]`. A day may end at `24:00`. */
export type Span = [string, string]

/**
 * When the store answers. Spans of a day are in order and do not overlap; holidays are whole days, `2026-12-25`.
 * Values that come from outside pass {@link readHours}, and are not changed afterwards.
 */
export type BusinessHours = {
  time_zone: string
  days: Partial<Record<Weekday, Span[]>>
  holidays: string[]
}

const OFFICE: Span[] = [["09:00", "17:00"]]

export const DEFAULT_HOURS: BusinessHours = {
  time_zone: "UTC",
  days: { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE },
  holidays: [],
}

/** Hours that are hardly ever, or that holidays fill up, must not keep a request busy: what is farther off is not looked for. */
export const HORIZON_DAYS = 2 * 366

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Farther than any clock is from UTC, so that an offset looked up this far away is that of the day before or after. */
const AROUND = 1.5 * DAY

const MOST_SPANS = 24
const MOST_HOLIDAYS = 1000
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"]

/**
 * Reads the hours that a store owner set. What is left out is as in {@link DEFAULT_HOURS}; spans come back in order.
 *
 * @param value what stands in the options, of whatever type; nothing means the default
 * @returns the hours, or one sentence that says what to correct
 */
export function readHours(value: unknown): BusinessHours | { error: string } {
  if (value === undefined || value === null) {
    return DEFAULT_HOURS
  }
  if (!isRecord(value)) {
    return { error: "business hours must be an object with time_zone, days and holidays" }
  }
  const { time_zone = DEFAULT_HOURS.time_zone, days = DEFAULT_HOURS.days, holidays = [], ...rest } = value
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) {
    return { error: `business hours have no ${quote(unknown)}: they take time_zone, days and holidays` }
  }
  if (typeof time_zone !== "string" || !IANAZone.isValidZone(time_zone)) {
    return { error: `time_zone must be the name of a time zone such as "Europe/Berlin", not ${quote(time_zone)}` }
  }
  const week = readDays(days)
  if ("error" in week) {
    return week
  }
  const closed = readHolidays(holidays)
  return "error" in closed ? closed : { time_zone, days: week.days, holidays: closed.holidays }
}

/**
 * The earliest moment at which so much business time has passed: Friday 16:30 and an hour are Monday 09:30.
 *
 * @param duration_minutes fractions count to the millisecond; nothing or less is `from` itself
 * @returns never more than {@link HORIZON_DAYS} later, although less business time has passed by then
 */
export function addBusinessTime(from: Date, duration_minutes: number, hours: BusinessHours): Date {
  let left = Math.round(duration_minutes * MINUTE)
  if (!(left > 0)) {
    return new Date(from)
  }
  const horizon = from.getTime() + HORIZON_DAYS * DAY
  for (const [start, end] of spansFrom(from.getTime(), horizon, hours)) {
    if (end - start >= left) {
      return new Date(start + left)
    }
    left -= end - start
  }
  return new Date(horizon)
}

/**
 * Minutes of business time, with fractions; negative when `to` is the earlier one. At most what lies within
 * {@link HORIZON_DAYS} of the earlier one.
 */
export function businessMinutesBetween(from: Date, to: Date, hours: BusinessHours): number {
  if (to < from) {
    return -businessMinutesBetween(to, from, hours) || 0
  }
  const until = Math.min(to.getTime(), from.getTime() + HORIZON_DAYS * DAY)
  let total = 0
  for (const [start, end] of spansFrom(from.getTime(), until, hours)) {
    total += end - start
  }
  return total / MINUTE
}

/** The business time within two moments, as pairs of moments, in order. All numbers are milliseconds since the epoch. */
function* spansFrom(from: number, until: number, hours: BusinessHours): Generator<Moments> {
  const calendar = calendarOf(hours)
  // Whatever the offsets, a day has not begun so long before it does in UTC.
  for (let day = localDay(from, calendar.zone); day - AROUND <= until; day += DAY) {
    for (const [opens, closes] of spansOf(day, hours, calendar)) {
      const [start, end] = [Math.max(opens, from), Math.min(closes, until)]
      if (start < end) {
        yield [start, end]
      }
    }
  }
}

type Moments = [start: number, end: number]
type Calendar = { zone: IANAZone; holidays: Set<string>; days: Map<number, Moments[]> }

/**
 * A look-up of an offset costs 10 µs and more, and a list of old tickets asks for the same year again and again. So
 * what a day was found to be is kept for as long as the hours are.
 */
const calendars = new WeakMap<BusinessHours, Calendar>()
const MOST_DAYS = 5000

function calendarOf(hours: BusinessHours): Calendar {
  let calendar = calendars.get(hours)
  if (!calendar) {
    calendar = { zone: IANAZone.create(hours.time_zone), holidays: new Set(hours.holidays), days: new Map() }
    calendars.set(hours, calendar)
  }
  return calendar
}

function spansOf(day: number, hours: BusinessHours, { zone, holidays, days }: Calendar): Moments[] {
  const known = days.get(day)
  if (known) {
    return known
  }
  const spans = holidays.has(isoDate(day)) ? [] : (hours.days[weekdayOf(day)] ?? [])
  const moments = spans.map((span) => span.map((time) => momentOf(day + minutesOf(time) * MINUTE, zone)) as Moments)
  if (days.size >= MOST_DAYS) {
    days.clear()
  }
  days.set(day, moments)
  return moments
}

/**
 * When the clocks of a zone show a time, which is given as if it were UTC. A time that they show twice is its first; one
 * that they jump over is the moment of the jump. So times in order are moments in order, and spans that touch on the
 * clock touch in truth. Luxon's own answer to a time that is there twice depends on the season in which it is asked.
 */
function momentOf(local: number, zone: IANAZone): number {
  const [before, after] = [zone.offset(local - AROUND) * MINUTE, zone.offset(local + AROUND) * MINUTE]
  if (before === after) {
    return local - before
  }
  const candidates = [local - before, local - after].sort((a, b) => a - b)
  const found = candidates.find((moment) => moment + zone.offset(moment) * MINUTE === local)
  return found ?? jumpBetween(candidates[0]!, candidates[1]!, zone)
}

/** The first moment with the offset of the later one. */
function jumpBetween(earlier: number, later: number, zone: IANAZone): number {
  const offset = zone.offset(later)
  while (later - earlier > 1) {
    const middle = Math.floor((earlier + later) / 2)
    if (zone.offset(middle) === offset) {
      later = middle
    } else {
      earlier = middle
    }
  }
  return later
}

/** Midnight of the day that it is in a zone, as if it were UTC. */
function localDay(moment: number, zone: IANAZone): number {
  return Math.floor((moment + zone.offset(moment) * MINUTE) / DAY) * DAY
}

/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number) => (((((day / DAY + 3) % 7) + 7) % 7) + 1) as Weekday
const isoDate = (day: number) => new Date(day).toISOString().slice(0, 10)
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

function readDays(value: unknown): { days: BusinessHours["days"] } | { error: string } {
  if (!isRecord(value)) {
    return { error: "days must be an object from 1 (Monday) to 7 (Sunday)" }
  }
  const days: BusinessHours["days"] = {}
  for (const [day, given] of Object.entries(value)) {
    if (!WEEKDAYS.includes(day)) {
      return { error: `days go from 1 (Monday) to 7 (Sunday), and ${quote(day)} is none of them` }
    }
    const read = readSpans(given)
    if ("error" in read) {
      return { error: `day ${day}: ${read.error}` }
    }
    if (read.spans.length) {
      days[Number(day) as Weekday] = read.spans
    }
  }
  return Object.keys(days).length ? { days } : { error: "business hours need at least one span in the week" }
}

function readSpans(value: unknown): { spans: Span[] } | { error: string } {
  if (!Array.isArray(value) || value.length > MOST_SPANS) {
    return { error: `must be a list of at most ${MOST_SPANS} spans such as ["09:00", "17:00"]` }
  }
  const spans: Span[] = []
  for (const span of value) {
    if (!isSpan(span)) {
      return { error: `${quote(span)} is no span such as ["09:00", "17:00"]` }
    }
    const [opens, closes] = span
    if (minutesOf(opens) >= minutesOf(closes)) {
      return {
        error: `${opens} is not before ${closes}. A night is two spans: until 24:00, and from 00:00 the next day`,
      }
    }
    spans.push([opens, closes])
  }
  spans.sort(([a], [b]) => minutesOf(a) - minutesOf(b))
  const overlap = spans.findIndex(([opens], index) => index > 0 && minutesOf(opens) < minutesOf(spans[index - 1]![1]))
  return overlap === -1
    ? { spans }
    : { error: `${spans[overlap - 1]!.join("–")} and ${spans[overlap]!.join("–")} overlap` }
}

function readHolidays(value: unknown): { holidays: string[] } | { error: string } {
  if (!Array.isArray(value) || value.length > MOST_HOLIDAYS) {
    return { error: `holidays must be a list of at most ${MOST_HOLIDAYS} dates such as "2026-12-25"` }
  }
  const wrong = value.findIndex((date) => !isDate(date))
  return wrong === -1
    ? { holidays: [...new Set(value as string[])].sort() }
    : { error: `holidays are dates such as "2026-12-25", and ${quote(value[wrong])} is none` }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const isTime = (value: unknown): value is string => typeof value === "string" && TIME.test(value)
const isSpan = (value: unknown): value is Span => Array.isArray(value) && value.length === 2 && value.every(isTime)
const isDate = (value: unknown): value is string =>
  typeof value === "string" && DATE.test(value) && DateTime.fromISO(value, { zone: "utc" }).isValid

/** As much of a wrong value as finds it again. */
function quote(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value))
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`
}

import { DateTime, IANAZone } from "luxon"

/** `HH:MM` on the customer's clock; `to` is the first minute that is none, and may be `24:00`. */
export type Daytime = { from: string; to: string }

export const DEFAULT_DAYTIME: Daytime = { from: "09:00", to: "20:00" }

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY_MINUTES = 24 * 60
/** With less in common, all mails of a country as wide as Russia would have to go out within an hour. */
const ENOUGH_IN_COMMON = 3 * 60
/** A day without daytime happens: its window was in the hour that was skipped, or the whole date was. Two never do. */
const DAYS_AHEAD = 4

type Place = { zone: IANAZone; offset: number }

/** What is wrong with an operator's daytime, as a plain sentence; null when nothing is. */
export function daytimeProblem({ from, to }: Daytime): string | null {
  if (!CLOCK.test(from) || !CLOCK.test(to)) {
    return "Daytime goes from one HH:MM to another."
  }
  return from < to ? null : "Daytime ends later on the day that it begins."
}

/**
 * Whether it is daytime for a customer of whom only the country is known: in all of its zones, when they have three
 * hours of daytime in common, else in the middle one.
 *
 * @param zones IANA names; unknown ones do not count, and without any it is UTC
 */
export function isDaytime(now: Date, zones: readonly string[], daytime = DEFAULT_DAYTIME): boolean {
  const offsets = westToEast(zones, now).map(({ offset }) => offset)
  const [from, to] = [minutes(daytime.from), minutes(daytime.to)]
  const together = offsets.length > 1 && minutesInCommon(offsets, from, to) >= ENOUGH_IN_COMMON
  const deciding = together ? offsets : [middle(offsets)]
  const clock = Math.floor(now.getTime() / MINUTE)
  return deciding.every((offset) => isWithin(clock + offset, from, to))
}

/** `now` when it is daytime, else the first moment at which it is. */
export function nextDaytime(now: Date, zones: readonly string[], daytime = DEFAULT_DAYTIME): Date {
  if (isDaytime(now, zones, daytime)) {
    return now
  }
  // It can become daytime only where some clock reaches `from`, or where some clock is changed.
  const moments = [...known(zones).flatMap((zone) => [...beginnings(zone, now, daytime.from), ...changes(zone, now)])]
  const next = moments
    .filter((moment) => moment > now.getTime())
    .sort((a, b) => a - b)
    .find((moment) => isDaytime(new Date(moment), zones, daytime))
  if (next === undefined) {
    throw new Error(`It is never daytime from ${daytime.from} to ${daytime.to} in ${zones.join(", ")}.`)
  }
  return new Date(next)
}

/** The zone whose calendar counts for a customer: the middle one from west to east of the offsets that there are. */
export function calendarZone(zones: readonly string[], now: Date): string {
  return middle(westToEast(zones, now)).zone.name
}

function known(zones: readonly string[]): IANAZone[] {
  // Luxon remembers zones that it created, and with them whether they exist; asking for that alone is slow.
  const valid = zones.map((name) => IANAZone.create(name)).filter((zone) => zone.isValid)
  return valid.length ? valid : [IANAZone.create("UTC")]
}

/** One place for each offset, so that a dozen counties on one clock do not draw the middle to them. */
function westToEast(zones: readonly string[], now: Date): Place[] {
  const places = new Map<number, Place>()
  for (const zone of known([...zones].sort())) {
    const offset = zone.offset(now.getTime())
    if (!places.has(offset)) {
      places.set(offset, { zone, offset })
    }
  }
  return [...places.values()].sort((a, b) => a.offset - b.offset)
}

function middle<T>(list: T[]): T {
  return list[Math.floor((list.length - 1) / 2)]
}

function minutes(clock: string): number {
  const [hour, minute] = clock.split(":").map(Number)
  return hour * 60 + minute
}

/** Around the clock: a zone at UTC+14 and one at UTC-10 share all of their daytime, a day apart. */
function minutesInCommon(offsets: number[], from: number, to: number): number {
  let common = 0
  for (let minute = 0; minute < DAY_MINUTES; minute++) {
    common += offsets.every((offset) => isWithin(minute + offset, from, to)) ? 1 : 0
  }
  return common
}

function isWithin(minute: number, from: number, to: number): boolean {
  const onClock = ((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  return from <= onClock && onClock < to
}

/** Both of them where the clock shows `from` twice. */
function beginnings(zone: IANAZone, now: Date, from: string): number[] {
  const [hour, minute] = from.split(":").map(Number)
  const today = DateTime.fromJSDate(now, { zone })
  return Array.from({ length: DAYS_AHEAD + 1 }, (_, days) =>
    today
      .plus({ days })
      .set({ hour, minute, second: 0, millisecond: 0 })
      .getPossibleOffsets()
      .map((moment) => moment.toMillis())
  ).flat()
}

function changes(zone: IANAZone, now: Date): number[] {
  const found: number[] = []
  const end = now.getTime() + DAYS_AHEAD * 24 * HOUR
  for (let start = now.getTime(); start < end; start += 6 * HOUR) {
    let [before, after] = [start, start + 6 * HOUR]
    if (zone.offset(before) === zone.offset(after)) {
      continue
    }
    while (after - before > 1) {
      const between = Math.floor((before + after) / 2)
      if (zone.offset(between) === zone.offset(before)) {
        before = between
      } else {
        after = between
      }
    }
    found.push(after)
  }
  return found
}

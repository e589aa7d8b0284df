import { daytimeProblem, DEFAULT_DAYTIME, type Daytime } from "./rules/reminders/daytime"
import { DEFAULT_OFFSETS, offsetsProblem } from "./rules/reminders/due"
import { isZone } from "./rules/reminders/zones"

/** What a store owner may set under `reminders` in the plugin's options, or through the environment. */
export type ReminderOptions = {
  /** False: none are planned, and none that waits is sent. Env `LICENSE_CENTER_REMINDERS`, `on` or `off`. Default true. */
  enabled?: boolean
  /**
   * Days from the end at which customers are reminded, the earliest first; negative = before it. Env
   * `LICENSE_CENTER_REMINDER_OFFSETS`, e.g. `-30,-14,-7,-1,1,14`, which is the default.
   */
  offsets?: number[]
  /** When mails may go out, on the customer's clock. Env `LICENSE_CENTER_REMINDER_HOURS`. Default `09:00-20:00`. */
  hours?: string
  /** For customers of whom no country is known, as an IANA name. Env `LICENSE_CENTER_REMINDER_TIME_ZONE`. Default `UTC`. */
  time_zone?: string
}

export type ResolvedReminders = {
  enabled: boolean
  offsets: readonly number[]
  daytime: Daytime
  time_zone: string
}

/**
 * Joins options and environment, checks them, and fails with one line that says what to do.
 *
 * @throws Error when one is malformed
 */
export function resolveReminders(
  raw: ReminderOptions = {},
  env: Record<string, string | undefined> = process.env
): ResolvedReminders {
  const offsets = raw.offsets ?? listed(env.LICENSE_CENTER_REMINDER_OFFSETS) ?? DEFAULT_OFFSETS
  refuse("offsets", Array.isArray(offsets) ? offsetsProblem(offsets) : "Reminders are set as a list of days.")
  const hours = raw.hours || env.LICENSE_CENTER_REMINDER_HOURS
  const daytime = hours ? clocks(hours) : DEFAULT_DAYTIME
  refuse("hours", daytimeProblem(daytime))
  const time_zone = raw.time_zone || env.LICENSE_CENTER_REMINDER_TIME_ZONE || "UTC"
  refuse("time_zone", isZone(time_zone) ? null : "Time zones are IANA names such as Europe/Berlin.")
  const enabled = raw.enabled ?? switched(env.LICENSE_CENTER_REMINDERS || "on")
  refuse("enabled", typeof enabled === "boolean" ? null : "Reminders are on or off.")
  return { enabled: enabled === true, offsets, daytime, time_zone }
}

/** Nothing written is no list; an empty list is none of them. */
function listed(text: string | undefined): number[] | null {
  return text?.trim() ? text.split(",").map((days) => (days.trim() ? Number(days) : NaN)) : null
}

function clocks(text: string): Daytime {
  const [from = "", to = ""] = text.split("-").map((clock) => clock.trim())
  return { from, to }
}

const switched = (text: string) => (text === "on" ? true : text === "off" ? false : null)

function refuse(name: string, problem: string | null): void {
  if (problem) {
    throw new Error(`License Center: reminders.${name}: ${problem}`)
  }
}

import { DateTime, IANAZone } from "luxon"
import { byText } from "../../../../lib/by-text"
import type { Reminder } from "./due"

export type DueRow = Reminder & {
  license_id: string
  term_id: string
  /** A hash: the key that follows from it is stored and logged. */
  customer_hash: string
  /** IANA name */
  zone: string
}

export type ReminderKind = "renewal_reminder" | "license_expired" | "win_back"

export type ReminderMail<Row extends DueRow = DueRow> = {
  /** Ends the purpose of the mail: unique for a customer and a date, so that a unique index allows one mail a day. */
  key_suffix: string
  kind: ReminderKind
  rows: Row[]
}

/** From this day after the end on, a mail asks whether the customer wants to come back. */
const WIN_BACK_DAYS = 14

/** The most urgent of its licenses names the mail. */
export function kindOf(offsets: number[]): ReminderKind {
  if (offsets.some((offset) => offset < 0)) {
    return "renewal_reminder"
  }
  return offsets.some((offset) => offset < WIN_BACK_DAYS) ? "license_expired" : "win_back"
}

/**
 * One mail for each customer. The date is the one at `now` and not the one at which a row was due: after an outage of
 * two days nobody gets the mails of both.
 *
 * @param mailed key suffixes of mails that there are already; rows that would need a second mail are `held` until the
 * customer's next date
 */
export function groupByCustomer<Row extends DueRow>(
  rows: readonly Row[],
  now: Date,
  mailed: ReadonlySet<string> = new Set()
): { mails: ReminderMail<Row>[]; held: Row[] } {
  const customers = new Map<string, Row[]>()
  for (const row of [...rows].sort(byUrgency)) {
    customers.set(row.customer_hash, [...(customers.get(row.customer_hash) ?? []), row])
  }
  const mails: ReminderMail<Row>[] = []
  const held: Row[] = []
  for (const [customer, own] of customers) {
    // All rows of a customer have one zone, unless they moved while their licenses were read.
    const key_suffix = keySuffix(customer, own[0].zone, now)
    if (mailed.has(key_suffix)) {
      held.push(...own)
    } else {
      mails.push({ key_suffix, kind: kindOf(own.map(({ offset }) => offset)), rows: own })
    }
  }
  return { mails, held }
}

export function keySuffix(customer_hash: string, zone: string, now: Date): string {
  const known = IANAZone.create(zone).isValid ? zone : "utc"
  return `${customer_hash}:${DateTime.fromJSDate(now, { zone: known }).toISODate()}`
}

/** The same rows make the same mail, in whatever order a database gave them. */
function byUrgency(a: DueRow, b: DueRow): number {
  return a.due_at.getTime() - b.due_at.getTime() || byText(a.license_id, b.license_id) || byText(a.term_id, b.term_id)
}

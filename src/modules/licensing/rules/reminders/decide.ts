import type { LicenseStatus, StatusReason } from "../../types"
import { UNDONE_REASONS } from "../reconcile-order"
import { isTooLate } from "./due"

/** What is known at the moment of sending, read anew: a reminder may have waited for the morning, or for a queue. */
export type ReminderFacts = {
  status: LicenseStatus
  status_reason: StatusReason | null
  /** The term was taken back since. */
  term_reverted: boolean
  /** No unreverted term of the license ends later than this one. */
  is_last_term: boolean
  /** When the license ends now; null = never. */
  ends_at: Date | null
  /** The end that `due_at` was counted from. */
  planned_ends_at: Date
  /** A later reminder of the same term is due or was handled. */
  overtaken: boolean
  /** The customer asked for no more reminders. */
  unsubscribed: boolean
  /** The license's plan can be renewed. */
  renewable: boolean
  has_address: boolean
  due_at: Date
  now: Date
}

export type SkipCode =
  | "not_yet"
  | "refunded"
  | "revoked"
  | "suspended"
  | "endless"
  | "renewed"
  | "overtaken"
  | "not_renewable"
  | "unsubscribed"
  | "no_address"
  | "too_late"

export type ReminderDecision = { action: "send" } | { action: "skip"; code: SkipCode }

/**
 * Whether a reminder still goes out. `not_yet` is the one code after which it is asked again; every other is final, and
 * so none is given before its time. Of several reasons the one that says most about the license is named.
 */
export function decide(facts: ReminderFacts): ReminderDecision {
  const code = reasonToSkip(facts)
  return code ? { action: "skip", code } : { action: "send" }
}

function reasonToSkip(facts: ReminderFacts): SkipCode | null {
  if (facts.now < facts.due_at) {
    return "not_yet"
  }
  return (
    reasonOfLicense(facts) ??
    reasonOfTerm(facts) ??
    reasonOfCustomer(facts) ??
    (isTooLate(facts.due_at, facts.now) ? "too_late" : null)
  )
}

function reasonOfLicense({ status, status_reason }: ReminderFacts): SkipCode | null {
  if (status === "revoked") {
    // The purchase was undone. An operator or a dispute took the license away without that.
    return UNDONE_REASONS.includes(status_reason) ? "refunded" : "revoked"
  }
  return status === "suspended" ? "suspended" : null
}

function reasonOfTerm(facts: ReminderFacts): SkipCode | null {
  if (facts.term_reverted) {
    return "refunded"
  }
  if (!facts.ends_at) {
    return "endless"
  }
  if (!facts.is_last_term || facts.ends_at > facts.planned_ends_at) {
    return "renewed"
  }
  // A term that was laid anew ends earlier: this reminder's own time lies in the past of the new end.
  if (facts.overtaken || facts.ends_at < facts.planned_ends_at) {
    return "overtaken"
  }
  return facts.renewable ? null : "not_renewable"
}

function reasonOfCustomer({ unsubscribed, has_address }: ReminderFacts): SkipCode | null {
  if (unsubscribed) {
    return "unsubscribed"
  }
  return has_address ? null : "no_address"
}

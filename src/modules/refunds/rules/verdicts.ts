/** In the order they are tried. Each rule gives the verdict of its own name, so one that is off never gives it. */
export const RULES = [
  "void_instead",
  "already_refunded",
  "blocked_dispute",
  "approve_statutory",
  "approve_duplicate",
  "approve_not_delivered",
  "review_history",
  "approve_unused",
  "approve_renewal_rollback",
  "review_used",
  "decline_window",
] as const
export type RuleName = (typeof RULES)[number]

/** `review_undecided` is what is left when no rule speaks: a person decides. It cannot be switched off. */
export type Verdict = RuleName | "review_undecided"

/**
 * From the most careful to the least. First what must not be paid whatever else is true, then what is not paid, then
 * what a person decides, then what is paid: the store's goodwill before the customer's right.
 */
export const BY_CARE: readonly Verdict[] = [
  "blocked_dispute",
  "already_refunded",
  "void_instead",
  "decline_window",
  "review_undecided",
  "review_history",
  "review_used",
  "approve_renewal_rollback",
  "approve_unused",
  "approve_not_delivered",
  "approve_duplicate",
  "approve_statutory",
]

export function mostCareful(verdicts: readonly Verdict[]): Verdict | undefined {
  return BY_CARE.find((verdict) => verdicts.includes(verdict))
}

export const isApproval = (verdict: Verdict) => verdict.startsWith("approve_")
export const isReview = (verdict: Verdict) => verdict.startsWith("review_")

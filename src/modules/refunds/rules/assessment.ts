import { daysBetween } from "./days"
import { duplicateOf } from "./duplicates"
import { readFacts, saveFacts, type RefundFacts, type SavedFacts, type UnitFacts } from "./facts"
import { isOnlyAuthorized, isPaid, isRefundedInFull } from "./money"
import { DEFAULT_REFUND_OPTIONS, type RefundOptions } from "./options"
import { plain, type Reason } from "./reasons"
import { activations, isAhead, isDelivered, isTouched, isUsed } from "./usage"
import { isApproval, isReview, mostCareful, RULES, type RuleName, type Verdict } from "./verdicts"
import { withdrawalReasons } from "./withdrawal"

/** Changes with every change of what a verdict follows from, so that a kept assessment says what it was made by. */
export const RULES_VERSION = "2026-11-2"

type Judged = {
  verdict: Verdict
  /** The rule that spoke; null when none did. */
  rule: RuleName | null
  reasons: Reason[]
}

export type UnitAssessment = Judged & {
  unit_id: string
  license_id: string | null
  /** It may be asked for: it would be paid, or a person would decide. */
  selectable: boolean
  chosen: boolean
}

export type RefundAssessment = Judged & {
  /** All of the order's, by id. */
  units: UnitAssessment[]
  /** What it saw; `assess(readFacts(facts), options)` says the same again. */
  facts: SavedFacts
  options: RefundOptions
  rules_version: typeof RULES_VERSION
}

type Case = { facts: RefundFacts; options: RefundOptions }
/** Why the rule speaks, or null when it does not. Without a unit it is asked about the order alone. */
type Rule = (unit: UnitFacts | null, given: Case) => Reason[] | null

/**
 * Judges every unit by the first rule that speaks, and the order by the most careful verdict of the chosen units (see
 * `BY_CARE`): one that has to wait for a person makes the whole request wait. With no unit chosen only what is about the
 * order as a whole can speak. Never throws.
 */
export function assess(facts: RefundFacts, options: Partial<RefundOptions> = {}): RefundAssessment {
  const saved = saveFacts(facts)
  // Judged from what is kept, so that what is kept gives the same verdict again.
  const given: Case = { facts: readFacts(saved), options: { ...DEFAULT_REFUND_OPTIONS, ...options } }
  const isChosen = choice(given.facts)
  const units = given.facts.units.map((unit) => {
    const { unit_id, license_id } = unit
    const judged = judge(unit, given)
    const selectable = isApproval(judged.verdict) || isReview(judged.verdict)
    return { unit_id, license_id, ...judged, selectable, chosen: isChosen(unit) }
  })
  const order = ofOrder(units, given)
  return { ...order, units, facts: saved, options: given.options, rules_version: RULES_VERSION }
}

function choice({ units, chosen_unit_ids }: RefundFacts): (unit: UnitFacts) => boolean {
  if (chosen_unit_ids) {
    return ({ unit_id }) => chosen_unit_ids.includes(unit_id)
  }
  return units.every(isGone) ? () => true : (unit) => !isGone(unit)
}

function ofOrder(units: UnitAssessment[], given: Case): Judged {
  const chosen = units.filter((unit) => unit.chosen)
  const verdict = mostCareful(chosen.map((unit) => unit.verdict))
  if (!verdict) {
    return judge(null, given)
  }
  const deciding = chosen.filter((unit) => unit.verdict === verdict)
  const reasons = new Map(deciding.flatMap((unit) => unit.reasons).map((reason) => [JSON.stringify(reason), reason]))
  return { verdict, rule: deciding[0]!.rule, reasons: [...reasons.values()] }
}

function judge(unit: UnitFacts | null, given: Case): Judged {
  for (const rule of RULES) {
    const reasons = isOff(rule, given) ? null : RULE[rule](unit, given)
    if (reasons) {
      return { verdict: rule, rule, reasons: [...reasons, ...remarks(given, reasons)] }
    }
  }
  const reasons = unit ? whyNot(unit, given) : [plain("nothing_chosen")]
  return { verdict: "review_undecided", rule: null, reasons: [...reasons, ...remarks(given, reasons)] }
}

const isOff = (rule: RuleName, { options }: Case) => options.off.includes(rule)

const RULE: Record<RuleName, Rule> = {
  void_instead: (_unit, { facts }) => (isOnlyAuthorized(facts) ? [plain("nothing_captured")] : null),

  already_refunded: (unit, { facts }) => {
    if (isRefundedInFull(facts)) {
      return [plain("order_refunded")]
    }
    return unit && isGone(unit) ? [plain("unit_refunded")] : null
  },

  // A lost one gave the money back already. A won one leaves the store free to pay it back.
  blocked_dispute: (_unit, { facts }) => {
    if (facts.dispute === "open") {
      return [plain("dispute_open")]
    }
    return facts.dispute === "lost" ? [plain("dispute_lost")] : null
  },

  approve_statutory: payable((unit, { facts }) => withdrawalReasons(unit, facts)),

  approve_duplicate: payable((unit, { facts }) => {
    const duplicate = duplicateOf(unit, facts)
    return duplicate && [{ code: "duplicate_of", params: duplicate }]
  }),

  // Whoever renews has the key, and whoever upgrades may keep it: there only a mail that was due counts as missing.
  approve_not_delivered: payable((unit) => {
    const isDue = unit.kind === "initial" || (unit.kind === "upgrade" && unit.delivery !== "not_due")
    return isDue && !isDelivered(unit) && !isTouched(unit) ? [plain("not_delivered")] : null
  }),

  // Holds back nothing but goodwill: what is owed is paid to whoever it is owed to.
  review_history: (unit, given) => {
    const most = given.options.review_after_refunds
    if (most === null || given.facts.earlier_refunds < most) {
      return null
    }
    const goodwill = (["approve_unused", "approve_renewal_rollback"] as const).filter((rule) => !isOff(rule, given))
    return goodwill.some((rule) => RULE[rule](unit, given)) ? [earlierRefunds(given)] : null
  },

  approve_unused: payable((unit, given) => {
    const inWindow = windowReason(given)
    if (inWindow.code !== "in_window" || isUsed(unit, given.facts.now, given.options)) {
      return null
    }
    return [inWindow, ahead(unit, given) ?? plain("unused")]
  }),

  approve_renewal_rollback: payable((unit, given) => {
    const reason = ahead(unit, given)
    return reason && [reason]
  }),

  review_used: payable((unit, given) => {
    const inWindow = windowReason(given)
    const isOpen = inWindow.code === "in_window" && isUsed(unit, given.facts.now, given.options)
    return isOpen ? [inWindow, used(unit)] : null
  }),

  decline_window: (unit, given) => unit && whyNot(unit, given),
}

/** Whatever is switched off, nothing is paid back that was not paid, or twice. */
function payable(rule: (unit: UnitFacts, given: Case) => Reason[] | null): Rule {
  return (unit, given) => {
    const isOwed = unit && !isGone(unit) && isPaid(given.facts) && !isRefundedInFull(given.facts)
    return isOwed ? rule(unit, given) : null
  }
}

function whyNot(unit: UnitFacts, given: Case): Reason[] {
  const { facts, options } = given
  if (isRefundedInFull(facts)) {
    return [plain("order_refunded")]
  }
  if (isGone(unit)) {
    return [plain("unit_refunded")]
  }
  if (!isPaid(facts)) {
    return [plain("nothing_paid")]
  }
  const inWindow = windowReason(given)
  if (inWindow.code === "window_over") {
    return [inWindow]
  }
  return [isUsed(unit, facts.now, options) ? used(unit) : plain("not_offered")]
}

/** What decides nothing here, and is good to know. */
function remarks(given: Case, reasons: Reason[]): Reason[] {
  const { dispute, earlier_refunds } = given.facts
  return [
    ...(dispute === "won" ? [plain("dispute_won")] : []),
    ...(earlier_refunds > 0 && !reasons.some(({ code }) => code === "earlier_refunds") ? [earlierRefunds(given)] : []),
  ]
}

function windowReason({ facts, options: { window_days } }: Case): Reason {
  const days = daysBetween(facts.purchased_at, facts.now)
  return days !== null && days <= window_days
    ? { code: "in_window", params: { days, window_days } }
    : { code: "window_over", params: { days, window_days } }
}

function ahead(unit: UnitFacts, { facts: { now } }: Case): Reason | null {
  const starts_at = isAhead(unit, now) && unit.term_starts_at?.toISOString()
  return starts_at ? { code: "renewal_not_begun", params: { starts_at } } : null
}

function used(unit: UnitFacts): Reason {
  const last_validated_at = unit.last_validated_at?.toISOString() ?? null
  return { code: "used", params: { activations: activations(unit), downloads: unit.downloads, last_validated_at } }
}

const earlierRefunds = ({ facts }: Case): Reason => ({
  code: "earlier_refunds",
  params: { count: facts.earlier_refunds },
})

const isGone = ({ reverted, refunded }: UnitFacts) => reverted || refunded

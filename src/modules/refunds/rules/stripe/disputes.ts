import { byText } from "../../../../lib/by-text"
import type { DisputeFact, DisputeStatus, FraudWarningFact, StripeFact } from "./facts"

/** `inquiry`: the bank asks, and no money was taken back yet. */
export type Standing = "inquiry" | "open" | "settled" | "lost"

export const STANDING: Record<DisputeStatus, Standing> = {
  warning_needs_response: "inquiry",
  warning_under_review: "inquiry",
  needs_response: "open",
  under_review: "open",
  warning_closed: "settled",
  won: "settled",
  prevented: "settled",
  lost: "lost",
}

export const isOver = ({ status }: Pick<DisputeFact, "status">) =>
  STANDING[status] === "settled" || STANDING[status] === "lost"
const awaitsAnswer = ({ status }: DisputeFact) => status === "needs_response" || status === "warning_needs_response"

/** The last word on each dispute, ordered by its id: the same however often and in which order the events came. */
export function presentDisputes(facts: readonly StripeFact[]): DisputeFact[] {
  const present = new Map<string, DisputeFact>()
  for (const fact of facts) {
    if (fact.kind !== "dispute") {
      continue
    }
    const known = present.get(fact.dispute_id)
    if (!known || outweighs(fact, known)) {
      present.set(fact.dispute_id, fact)
    }
  }
  return [...present.values()].sort((a, b) => byText(a.dispute_id, b.dispute_id))
}

/** What is over stays over: an update made in the same second, or one by a late hand, does not open it again. */
function outweighs(fact: DisputeFact, known: DisputeFact): boolean {
  const order =
    Number(isOver(fact)) - Number(isOver(known)) ||
    fact.created_at.getTime() - known.created_at.getTime() ||
    byText(fact.event_id, known.event_id)
  return order > 0
}

export type DisputeFlag =
  | { code: "INQUIRY"; dispute_id: string; reason: string; due_by: Date | null }
  | { code: "EARLY_FRAUD_WARNING"; warning_id: string; charge_id: string; fraud_type: string }

export type DisputeVerdict = {
  /**
   * What the licenses of the order ought to be. `reinstate` is for those that a dispute suspended and for no others;
   * `leave` says nothing about them.
   */
  licenses: "suspend" | "revoke" | "reinstate" | "leave"
  /** For a person to look at. They change no license. */
  flags: DisputeFlag[]
  /** The earliest day by which somebody has to answer, whether or not it has passed; null when nobody has to. */
  due_by: Date | null
}

/**
 * What follows from all that Stripe said about an order. A lost dispute outweighs an open one, an open one those that
 * were settled in the store's favour. An inquiry only flags, so it does not keep suspended either what another dispute
 * suspended that was won.
 *
 * @param facts of all events of the order
 */
export function judgeDisputes(facts: readonly StripeFact[]): DisputeVerdict {
  const disputes = presentDisputes(facts)
  const standings = disputes.map(({ status }) => STANDING[status])
  const due = disputes.flatMap((dispute) => (awaitsAnswer(dispute) && dispute.due_by ? [dispute.due_by.getTime()] : []))
  return {
    licenses: standings.includes("lost")
      ? "revoke"
      : standings.includes("open")
        ? "suspend"
        : standings.includes("settled")
          ? "reinstate"
          : "leave",
    flags: [
      ...disputes
        .filter(({ status }) => STANDING[status] === "inquiry")
        .map(({ dispute_id, reason, due_by }) => ({ code: "INQUIRY" as const, dispute_id, reason, due_by })),
      ...fraudWarnings(facts).map(({ warning_id, charge_id, fraud_type }) => ({
        code: "EARLY_FRAUD_WARNING" as const,
        warning_id,
        charge_id,
        fraud_type,
      })),
    ],
    due_by: due.length ? new Date(Math.min(...due)) : null,
  }
}

/** Each warning once, ordered by its id. */
export function fraudWarnings(facts: readonly StripeFact[]): FraudWarningFact[] {
  const warnings = facts
    .filter((fact): fact is FraudWarningFact => fact.kind === "fraud_warning")
    .sort((a, b) => byText(a.warning_id, b.warning_id) || byText(a.event_id, b.event_id))
  return warnings.filter(({ warning_id }, at) => warnings[at - 1]?.warning_id !== warning_id)
}

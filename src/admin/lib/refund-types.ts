import { languageOf } from "../../modules/refunds/rules/reason-language"
import { reasonText } from "../../modules/refunds/rules/reason-text"
import type { Reason } from "../../modules/refunds/rules/reasons"
import { unitId, type Unit } from "../../modules/refunds/rules/units"
import { isApproval, isReview, type Verdict } from "../../modules/refunds/rules/verdicts"
import type { BadgeColor } from "./badges"

/** What `/admin/license-center/refund-assessments` and `/refund-requests` send. */
export type ToldReason = Reason & { text: string }

export type RefundUnit = {
  unit_id: string
  license_id: string | null
  verdict: Verdict
  reasons: ToldReason[]
  title: string
  masked_key: string | null
  kind: "initial" | "renewal" | "upgrade"
  amount: number
}

type KnownUnit = {
  license_id: string | null
  kind: RefundUnit["kind"]
  delivery: "not_due" | "waiting" | "failed" | "sent"
  activations_live: number
  downloads: number
}

export type RefundAssessment = {
  order_id: string
  verdict: Verdict
  reasons: ToldReason[]
  units: RefundUnit[]
  amount: number
  currency_code: string
  facts: { purchased_at: string | null; now: string | null; paid: number; refunded: number; units: KnownUnit[] }
}

export type RefundRequest = {
  id: string
  ticket_id: string | null
  email: string
  units: Unit[] | null
  reason: string | null
  status: "open" | "approved" | "refunded" | "declined" | "withdrawn"
  overridden: boolean
  amount: number | null
  currency_code: string | null
  decision_reason: string | null
  last_error: string | null
  created_at: string
}

export type OrderRefund = { assessment: RefundAssessment; requests: RefundRequest[] }

export function verdictColor(verdict: Verdict): BadgeColor {
  return isApproval(verdict) ? "green" : isReview(verdict) ? "orange" : verdict === "decline_window" ? "red" : "grey"
}

const REQUEST_COLORS = {
  open: "orange",
  approved: "blue",
  refunded: "green",
  declined: "red",
  withdrawn: "grey",
} as const
export const requestColor = (status: RefundRequest["status"]): BadgeColor => REQUEST_COLORS[status] ?? "grey"

/** In the operator's language; the server's sentence in one that reasons have no words in. */
export function reasonWords({ text, ...reason }: ToldReason, language: string): string {
  return languageOf(language) === "de" ? reasonText(reason as Reason, "de") : text
}

/** Units that a request is about; without one all that were not taken back yet. */
export function unitsOf({ units }: RefundAssessment, request?: Pick<RefundRequest, "units">): RefundUnit[] {
  const asked = request?.units?.map(unitId)
  return units.filter(({ unit_id, verdict }) => (asked ? asked.includes(unit_id) : verdict !== "already_refunded"))
}

/**
 * What units come to, in the order's currency, and no more than there is left; and the ids that a refund of just them
 * names, with the amount that was shown: an order that changed meanwhile does not add to it. An order of which nothing
 * was taken is canceled as a whole.
 */
export function wishFor({ verdict, amount }: RefundAssessment, taken: RefundUnit[]): RefundWish {
  const sum = taken.reduce((total, unit) => total + unit.amount, 0)
  return verdict === "void_instead"
    ? { units: null, amount: 0 }
    : { units: taken.map(({ unit_id }) => unit_id), amount: Math.min(amount, sum) }
}

/** What a request comes to: as it was decided, and before that what would be paid now, as the order may be paid since. */
export function amountOf(assessment: RefundAssessment, request: RefundRequest): number {
  return request.status === "open"
    ? wishFor(assessment, unitsOf(assessment, request)).amount
    : (request.amount ?? assessment.amount)
}

/** An operator refunded without having been asked: then there are no words of a customer, and no ticket. */
export const isUnasked = ({ status, ticket_id, reason }: Pick<RefundRequest, "status" | "ticket_id" | "reason">) =>
  status !== "open" && ticket_id === null && reason === null

export type RefundWish = { units: string[] | null; amount: number }

/** The server refuses without a reason what is against the verdict. */
export const isAgainst = (units: Pick<RefundUnit, "verdict">[]) =>
  units.some(({ verdict }) => verdict === "decline_window")

/** Whatever an operator says: the money is not the store's to give, or there is none. */
export function mayRefund({ verdict, amount }: Pick<RefundAssessment, "verdict" | "amount">): boolean {
  return verdict === "void_instead" || (verdict !== "already_refunded" && verdict !== "blocked_dispute" && amount > 0)
}

const DAY_MS = 86_400_000

/** What an operator looks at first. Devices and downloads are of a license, which may be two units. */
export function keyFacts({ facts }: Pick<RefundAssessment, "facts">) {
  const { purchased_at, now, paid, refunded, units } = facts
  const licenses = [...new Map(units.map((unit) => [unit.license_id ?? unit, unit])).values()]
  return {
    paid,
    refunded,
    purchased_at,
    days: purchased_at && now ? Math.floor((Date.parse(now) - Date.parse(purchased_at)) / DAY_MS) : null,
    devices: licenses.reduce((sum, { activations_live }) => sum + activations_live, 0),
    downloads: licenses.reduce((sum, { downloads }) => sum + downloads, 0),
    // Who renews has the key already.
    delivery: [...new Set(units.flatMap(({ kind, delivery }) => (kind === "renewal" ? [] : delivery)))],
  }
}

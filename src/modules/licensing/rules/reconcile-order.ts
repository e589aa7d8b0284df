import { DUST } from "../../../lib/dust"
import type { LicenseStatus, StatusReason } from "../types"

/**
 * What an order deserves, compared with what it has. Pure: the same order and licenses always give the same changes,
 * and applying the changes and asking again gives none. That is why it does not matter which events arrive, how often,
 * or in which order.
 */

export type OrderFacts = {
  id: string
  /** Medusa's order status; `is_draft` is a draft order that was not converted yet. */
  status: string
  is_draft: boolean
  /** In the order's currency, as stored: what the buyer owes in all, after edits, returns and credit. */
  total: number
  /** Taken off the total by credit lines. Medusa writes one for whatever it refunds beyond what was owed. */
  credited: number
  authorized: number
  captured: number
  refunded: number
  /** When money last went back, null when it never did. */
  refunded_at: Date | null
  /** When money last came in, null when none did. */
  paid_at?: Date | null
  /** The bank of the buyer took the money back for good. */
  dispute_lost?: boolean
  lines: LineFacts[]
  /** An operator asks: a person has looked at what nobody paid for. */
  approved?: boolean
}

/** What an order owes and got, whatever its lines are. */
export type OrderMoney = Omit<OrderFacts, "lines">

export type LineFacts = {
  line_item_id: string
  /** Units the buyer holds: ordered, less returned and written off. */
  quantity: number
  /** Units that came back (returned or written off), to tell a return from an edit. */
  returned: number
  /**
   * Units that were refunded by themselves, and when. The order holds less of the line since, and a key that was revoked
   * before that stands for no unit any more.
   */
  paid_back?: { unit_index: number; at: Date }[]
  /** The plan that was sold: what the variant sold when the order was first seen with one. Null: none. */
  plan: { id: string; deliver_on: "paid" | "payable"; quantity_means: "keys" | "seats"; seats: number | null } | null
}

export type LicenseUnit = {
  id: string
  line_item_id: string
  unit_index: number
  status: LicenseStatus
  status_reason: StatusReason | null
  quantity_means: "keys" | "seats"
  seats: number | null
  /** Seats a single unit of the plan had when it was sold; for `quantity_means: seats`. */
  seats_per_unit: number | null
  status_changed_at: Date | null
  ever_activated: boolean
  /** Brought back by an operator after it was revoked: a person decided, and reconciliation does not argue. */
  pinned: boolean
}

export type ReconcileFlag = {
  code:
    | "PARTIAL_REFUND"
    | "PAYMENT_SHORT"
    | "KEPT_BY_OPERATOR"
    | "FREE_QUANTITY"
    | "RENEWAL_OF_REVOKED"
    | "NOT_RENEWED"
    | "UPGRADE_STALE"
    | "NOT_UPGRADED"
    | "UPGRADE_PAID_TWICE"
    | "UPGRADED_SINCE"
    | "PAID_SINCE"
  detail: string
  line_item_id?: string
}

export type OrderChanges = {
  issue: { line_item_id: string; unit_index: number; plan_id: string; seats: number | null }[]
  revoke: { license_id: string; reason: StatusReason }[]
  reinstate: { license_id: string }[]
  set_seats: { license_id: string; seats: number }[]
  flags: ReconcileFlag[]
}

/**
 * Keys that one line of a free order gets without an operator. Nobody has to pay to order a million of them, and each
 * is a row, a key and a place in a mail.
 */
export const FREE_KEYS_LIMIT = 100

export function isPaid(order: OrderMoney): boolean {
  return order.total <= DUST || order.captured - order.refunded >= order.total - DUST
}

export function isPayable(order: OrderMoney): boolean {
  return isPaid(order) || order.authorized - order.refunded >= order.total - DUST
}

export function isFullyRefunded(order: OrderMoney): boolean {
  // Medusa takes a refund off the total by a credit line, unless items came back for it: then the lines decide.
  const owed = order.total > DUST || order.credited > DUST
  return owed && order.captured > DUST && order.captured - order.refunded <= DUST
}

/** Whether the order has come as far as a plan asks for before it hands anything out. */
export function isDeliverable(order: OrderMoney, deliver_on: "paid" | "payable"): boolean {
  return deliver_on === "payable" ? isPayable(order) : isPaid(order)
}

/** Money that went back for no item. Medusa lowers the total by as much, so that the order still counts as paid. */
export function refundedWithoutItem(order: OrderMoney): number {
  return isPaid(order) ? Math.min(order.refunded, order.credited) : order.refunded
}

/** Reasons that reconciliation gave itself, and so may take back. An operator's or a dispute's decision stands. */
const OWN_REASONS: (StatusReason | null)[] = ["canceled", "refunded", "returned", "quantity_reduced"]

export function reconcileOrder(order: OrderFacts, licenses: LicenseUnit[]): OrderChanges {
  const changes: OrderChanges = { issue: [], revoke: [], reinstate: [], set_seats: [], flags: [] }
  const lines = new Map(order.lines.map((line) => [line.line_item_id, line]))
  for (const license of licenses) {
    // A line that an order edit removed is gone from the order; its licenses are not.
    if (!lines.has(license.line_item_id)) {
      lines.set(license.line_item_id, { line_item_id: license.line_item_id, quantity: 0, returned: 0, plan: null })
    }
  }
  for (const line of lines.values()) {
    const own = licenses.filter((license) => license.line_item_id === line.line_item_id)
    if (line.plan || own.length) {
      reconcileLine(order, line, own, changes)
    }
  }
  flagMoney(order, licenses, changes)
  return changes
}

/** Why nothing of the whole order is deserved, or null when its lines decide. */
export function endOfOrder(order: OrderMoney): StatusReason | null {
  if (order.status === "canceled") {
    return "canceled"
  }
  if (order.dispute_lost) {
    return "dispute"
  }
  return isFullyRefunded(order) ? "refunded" : null
}

function reconcileLine(order: OrderFacts, line: LineFacts, own: LicenseUnit[], changes: OrderChanges) {
  const end = endOfOrder(order)
  const deserved = end || order.is_draft ? 0 : Math.max(0, Math.floor(line.quantity))
  const reason = end ?? (line.returned > 0 ? "returned" : "quantity_reduced")
  // What was sold stays what it was: a license on the line decides before the plan that the variant has today.
  const means = own[0]?.quantity_means ?? line.plan?.quantity_means
  if (means === "seats") {
    reconcileSeats(order, line, own, deserved, reason, changes)
  } else {
    reconcileKeys(order, line, own, deserved, reason, changes)
  }
}

/** One key a unit. */
function reconcileKeys(
  order: OrderFacts,
  line: LineFacts,
  own: LicenseUnit[],
  deserved: number,
  reason: StatusReason,
  changes: OrderChanges
) {
  const released = own.filter((license) => isReleased(license, line)).sort(byUnit)
  // A unit whose key an operator or a dispute took back was delivered: it is not issued anew.
  const taken = own.filter((license) => license.status === "revoked" && !isReleased(license, line))
  // What a person brought back is on top of what the order deserves: it fills no unit, and makes none surplus.
  const live = own.filter((license) => license.status !== "revoked" && !license.pinned)
  const missing = deserved - live.length - taken.length
  if (missing > 0 && isUnasked(order, deserved, own)) {
    if (line.plan && mayIssue(order, line, own)) {
      changes.flags.push({
        code: "FREE_QUANTITY",
        line_item_id: line.line_item_id,
        detail: `${deserved} keys were ordered for nothing. Above ${FREE_KEYS_LIMIT} none is issued until an operator checks the order: check it to issue them, or cancel it.`,
      })
    }
  } else if (missing > 0 && mayIssue(order, line, own)) {
    const back = released.slice(0, missing)
    changes.reinstate.push(...back.map((license) => ({ license_id: license.id })))
    let next = own.reduce((highest, license) => Math.max(highest, license.unit_index), -1) + 1
    for (let i = back.length; i < missing && line.plan; i++) {
      changes.issue.push({
        line_item_id: line.line_item_id,
        unit_index: next++,
        plan_id: line.plan.id,
        seats: line.plan.seats,
      })
    }
  }
  const surplus = live.length - deserved
  if (surplus > 0) {
    // Units that came back are first those whose keys were taken already, then never-activated ones, then the latest.
    const losers = [...live].sort(
      (a, b) => Number(a.ever_activated) - Number(b.ever_activated) || b.unit_index - a.unit_index
    )
    changes.revoke.push(...losers.slice(0, surplus).map((license) => ({ license_id: license.id, reason })))
  }
}

/** One key a line, its seats multiplied. */
function reconcileSeats(
  order: OrderFacts,
  line: LineFacts,
  own: LicenseUnit[],
  deserved: number,
  reason: StatusReason,
  changes: OrderChanges
) {
  const license = own.find((unit) => unit.unit_index === 0)
  if (!license) {
    if (deserved > 0 && line.plan && mayIssue(order, line, own)) {
      const seats = multiplied(line.plan.seats, deserved)
      changes.issue.push({ line_item_id: line.line_item_id, unit_index: 0, plan_id: line.plan.id, seats })
    }
    return
  }
  if (deserved === 0) {
    if (license.status !== "revoked" && !license.pinned) {
      changes.revoke.push({ license_id: license.id, reason })
    }
    return
  }
  const seats = multiplied(license.seats_per_unit, deserved)
  const grows = seats !== null && license.seats !== null && seats > license.seats
  // More seats are handed out like keys: once they are paid. Fewer take effect at once.
  if (seats !== null && seats !== license.seats && (!grows || mayIssue(order, line, own))) {
    changes.set_seats.push({ license_id: license.id, seats })
  }
  if (isReleased(license, line) && mayIssue(order, line, own)) {
    changes.reinstate.push({ license_id: license.id })
  }
}

/** As many as Postgres' integer holds: whoever buys more has as good as unlimited ones. */
export const MOST_SEATS = 2_147_483_647

function multiplied(seats: number | null, units: number): number | null {
  return seats === null ? null : Math.min(seats * units, MOST_SEATS)
}

function mayIssue(order: OrderFacts, line: LineFacts, own: LicenseUnit[]): boolean {
  if (line.plan) {
    return isDeliverable(order, line.plan.deliver_on)
  }
  return own.length > 0 && isPaid(order)
}

/** A line that has licenses was looked at, or grew by an operator's edit: what a crash left of it is finished. */
function isUnasked(order: OrderFacts, keys: number, own: LicenseUnit[]): boolean {
  const free = order.total <= DUST && order.captured <= DUST
  return free && keys > FREE_KEYS_LIMIT && !order.approved && !own.length
}

/** By them the purchase was undone; nobody took the license away without that. */
export const UNDONE_REASONS: readonly (StatusReason | null)[] = [...OWN_REASONS, "unit_refunded"]

function isReleased(license: LicenseUnit, { paid_back = [] }: LineFacts): boolean {
  const { status, status_reason, status_changed_at, unit_index } = license
  // Who revokes it after it was sold again has decided anew.
  const isPaidBack = paid_back.some(
    (unit) => unit.unit_index === unit_index && unit.at >= (status_changed_at ?? unit.at)
  )
  return status === "revoked" && (OWN_REASONS.includes(status_reason) || isPaidBack)
}

function byUnit(a: LicenseUnit, b: LicenseUnit): number {
  return a.unit_index - b.unit_index
}

/** What a person has to look at: money went back, or is missing, and no item says which unit it belongs to. */
function flagMoney(order: OrderFacts, licenses: LicenseUnit[], changes: OrderChanges) {
  if (order.is_draft) {
    return
  }
  const end = endOfOrder(order)
  if (end) {
    flagKept(end, licenses, changes)
    return
  }
  const revoked = new Set(changes.revoke.map((change) => change.license_id))
  const kept =
    licenses.filter((license) => license.status !== "revoked" && !revoked.has(license.id)).length +
    changes.issue.length +
    changes.reinstate.length
  if (!kept) {
    return
  }
  const forgiven = refundedWithoutItem(order)
  // Once a license was revoked by hand after the refund, somebody has decided what it was for.
  const decided = licenses.some(
    ({ status, status_reason, status_changed_at }) =>
      status === "revoked" && status_reason === "operator" && (status_changed_at ?? 0) >= (order.refunded_at ?? 0)
  )
  if (forgiven > DUST && !decided) {
    changes.flags.push({
      code: "PARTIAL_REFUND",
      detail: `${forgiven} was refunded without returning an item. ${kept} license${kept === 1 ? " is" : "s are"} kept: revoke by hand what the refund was for.`,
    })
  } else if (!isPaid(order) && order.captured > DUST) {
    changes.flags.push({
      code: "PAYMENT_SHORT",
      detail: `${order.captured - order.refunded} of ${order.total} is paid. Licenses already issued are kept; new units wait for the rest.`,
    })
  }
}

/** An operator's decision outlives the order: it is followed, and never forgotten. */
function flagKept(end: StatusReason, licenses: LicenseUnit[], changes: OrderChanges) {
  const kept = licenses.filter((license) => license.pinned && license.status !== "revoked").length
  if (kept) {
    changes.flags.push({
      code: "KEPT_BY_OPERATOR",
      detail: `The order is ${end === "dispute" ? "lost to a dispute" : end}, and ${kept} license${kept === 1 ? " that an operator reinstated goes" : "s that an operator reinstated go"} on. Revoke by hand what should end.`,
    })
  }
}

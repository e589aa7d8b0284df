import {
  endOfOrder,
  isDeliverable,
  refundedWithoutItem,
  type LineFacts,
  type OrderMoney,
  type ReconcileFlag,
} from "./reconcile-order"
import type { LicenseStatus, StatusReason } from "../types"

/** A line that takes up an offer: it pays for terms of a license that was sold before, and not for one of its own. */
export type RenewalLine = Pick<LineFacts, "line_item_id" | "quantity" | "returned"> & {
  offer: {
    id: string
    license_id: string
    /** What operators know the license by. */
    license: string
    license_status: LicenseStatus
    deliver_on: "paid" | "payable"
    /** Units of the line that one term takes. */
    quantity: number
    /** Null: what the variant costs. */
    unit_price?: number | null
  }
}

/** A term that a line paid for, in force or taken back. */
export type RenewalTerm = {
  id: string
  license_id: string
  line_item_id: string
  unit_index: number
  reverted: boolean
}

export type RenewalChanges = {
  renew: { license_id: string; offer_id: string; line_item_id: string; unit_index: number }[]
  revert: { term_id: string; license_id: string; reason: StatusReason }[]
  restore: { term_id: string; license_id: string }[]
  flags: ReconcileFlag[]
}

/** Enough for every honest purchase; a script that orders more is looked at. */
const MOST_TERMS = 100
/** Nothing else would keep anybody from ordering all of them. */
const MOST_FREE_TERMS = 1

/**
 * Which terms the renewals of an order deserve, compared with those there are: the same idea as for its licenses. The
 * order's end takes back all of them, a returned unit its own, and what was taken back comes back before one is added.
 *
 * @param terms of the order's lines
 */
export function reconcileRenewals(order: OrderMoney, lines: RenewalLine[], terms: RenewalTerm[]): RenewalChanges {
  const changes: RenewalChanges = { renew: [], revert: [], restore: [], flags: [] }
  const end = endOfOrder(order)
  for (const line of lines) {
    const own = terms.filter(({ line_item_id }) => line_item_id === line.line_item_id)
    const units = Math.max(0, Math.floor(line.quantity / line.offer.quantity))
    const most = line.offer.unit_price === 0 ? MOST_FREE_TERMS : MOST_TERMS
    const deserved = end || order.is_draft ? 0 : Math.min(units, most)
    reconcileLine(order, line, own, deserved, end ?? (line.returned > 0 ? "returned" : "quantity_reduced"), changes)
  }
  // A line that an edit removed is gone from the order; what it paid for is not deserved any more.
  const known = new Set(lines.map(({ line_item_id }) => line_item_id))
  for (const { id, license_id, line_item_id, reverted } of terms) {
    if (!known.has(line_item_id) && !reverted) {
      changes.revert.push({ term_id: id, license_id, reason: end ?? "quantity_reduced" })
    }
  }
  flagMoney(order, terms, changes)
  return changes
}

function reconcileLine(
  order: OrderMoney,
  { line_item_id, offer }: RenewalLine,
  own: RenewalTerm[],
  deserved: number,
  reason: StatusReason,
  changes: RenewalChanges
) {
  const live = own.filter(({ reverted }) => !reverted).sort(byUnit)
  const missing = deserved - live.length
  if (missing > 0 && isDeliverable(order, offer.deliver_on)) {
    const back = own
      .filter(({ reverted }) => reverted)
      .sort(byUnit)
      .slice(0, missing)
    changes.restore.push(...back.map(({ id, license_id }) => ({ term_id: id, license_id })))
    let next = own.reduce((highest, { unit_index }) => Math.max(highest, unit_index), -1) + 1
    for (let i = back.length; i < missing; i++) {
      changes.renew.push({ license_id: offer.license_id, offer_id: offer.id, line_item_id, unit_index: next++ })
    }
    if (offer.license_status === "revoked") {
      changes.flags.push({
        code: "RENEWAL_OF_REVOKED",
        line_item_id,
        detail: `License ${offer.license} is revoked, and its renewal was paid. Reinstate the license, or refund the order.`,
      })
    }
  }
  // The latest first: what was used longest is kept.
  const surplus = live.slice(deserved).reverse()
  changes.revert.push(...surplus.map(({ id, license_id }) => ({ term_id: id, license_id, reason })))
}

/** Money went back without an item: nobody can say which license it was for. */
function flagMoney(order: OrderMoney, terms: RenewalTerm[], changes: RenewalChanges) {
  const reverted = new Set(changes.revert.map(({ term_id }) => term_id))
  const kept =
    terms.filter(({ id, reverted: gone }) => !gone && !reverted.has(id)).length +
    changes.renew.length +
    changes.restore.length
  const refunded = refundedWithoutItem(order)
  if (kept && refunded > 0 && !endOfOrder(order)) {
    changes.flags.push({
      code: "PARTIAL_REFUND",
      detail: `${refunded} was refunded without returning an item. ${kept} renewal${kept === 1 ? " is" : "s are"} kept.`,
    })
  }
}

const byUnit = (a: RenewalTerm, b: RenewalTerm) => a.unit_index - b.unit_index

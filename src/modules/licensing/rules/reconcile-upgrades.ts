import {
  endOfOrder,
  isDeliverable,
  refundedWithoutItem,
  type LineFacts,
  type OrderMoney,
  type ReconcileFlag,
} from "./reconcile-order"
import type { StatusReason } from "../types"

/** A line that takes up the offer of an upgrade. */
export type UpgradeLine = Pick<LineFacts, "line_item_id" | "quantity" | "returned"> & {
  /** `license`: what operators know it by. */
  offer: { id: string; license_id: string; license: string; deliver_on: "paid" | "payable" }
}

/** An upgrade that was applied, in force or rolled back. An offer has one, whichever order paid for it. */
export type AppliedUpgrade = {
  id: string
  offer_id: string
  license_id: string
  order_id: string
  line_item_id: string
  standing: boolean
}

export type UpgradeChanges = {
  /** `change_id` of one that was rolled back, and comes back. */
  apply: { offer_id: string; license_id: string; line_item_id: string; change_id: string | null }[]
  roll_back: { change_id: string; license_id: string; reason: StatusReason }[]
  flags: ReconcileFlag[]
}

/**
 * Which upgrades an order deserves, compared with those there are: as for its licenses and renewals.
 *
 * @param applied of the order's lines, and of the offers that they take up
 */
export function reconcileUpgrades(
  order: OrderMoney & { id: string },
  lines: UpgradeLine[],
  applied: AppliedUpgrade[]
): UpgradeChanges {
  const changes: UpgradeChanges = { apply: [], roll_back: [], flags: [] }
  const end = endOfOrder(order)
  const deserving = (line: UpgradeLine) => !end && !order.is_draft && Math.floor(line.quantity) > 0
  for (const change of applied.filter(({ standing, order_id }) => standing && order_id === order.id)) {
    const line = lines.find(({ line_item_id }) => line_item_id === change.line_item_id)
    if (!line || !deserving(line)) {
      const reason = end ?? (line && line.returned > 0 ? "returned" : "quantity_reduced")
      changes.roll_back.push({ change_id: change.id, license_id: change.license_id, reason })
    }
  }
  for (const line of lines.filter(deserving)) {
    considerLine(order, line, applied, changes)
  }
  flagMoney(order, applied, changes)
  return changes
}

function considerLine(order: OrderMoney, line: UpgradeLine, applied: AppliedUpgrade[], changes: UpgradeChanges) {
  const { line_item_id, offer } = line
  const change = applied.find(({ offer_id }) => offer_id === offer.id)
  const taken = change?.standing || changes.apply.some(({ offer_id }) => offer_id === offer.id)
  const own = change?.standing && change.line_item_id === line_item_id
  if ((taken && !own) || Math.floor(line.quantity) > 1) {
    changes.flags.push({
      code: "UPGRADE_PAID_TWICE",
      line_item_id,
      detail: `License ${offer.license} is upgraded by an offer once, and it was bought more than once. Refund what is too much.`,
    })
  }
  if (!taken && isDeliverable(order, offer.deliver_on)) {
    changes.apply.push({
      offer_id: offer.id,
      license_id: offer.license_id,
      line_item_id,
      change_id: change?.id ?? null,
    })
  }
}

/** Money went back without an item: nobody can say what it was for. */
function flagMoney(order: OrderMoney & { id: string }, applied: AppliedUpgrade[], changes: UpgradeChanges) {
  const gone = new Set(changes.roll_back.map(({ change_id }) => change_id))
  const standing = applied.filter((change) => change.standing && change.order_id === order.id && !gone.has(change.id))
  const kept = standing.length + changes.apply.length
  const refunded = refundedWithoutItem(order)
  if (kept && refunded > 0 && !endOfOrder(order)) {
    changes.flags.push({
      code: "PARTIAL_REFUND",
      detail: `${refunded} was refunded without returning an item. ${kept} upgrade${kept === 1 ? " is" : "s are"} kept.`,
    })
  }
}

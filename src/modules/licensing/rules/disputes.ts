import type { LicenseStatus, StatusReason } from "../types"

/** How an order stands with the bank of its buyer. */
export type OrderStanding = {
  /** Since when the latest open dispute is known here; null when none is open. */
  open_since: Date | null
  lost: boolean
}

export type DisputableLicense = {
  status: LicenseStatus
  status_reason: StatusReason | null
  /** That it was sold in; null for one that was not sold. */
  order_id: string | null
  /** Of the terms that count, its own order's too. */
  paid_by: string[]
  /** When an operator last reinstated it. */
  reinstated_at: Date | null
}

/**
 * What disputes make of a license: suspended while one is open about any of the orders that pay for it, and valid again
 * once none is. A lost dispute ends it by {@link reconcileOrder}, or takes back the term that its order paid for.
 *
 * What an operator suspended or revoked is theirs, and one who reinstates a license during a dispute has decided.
 *
 * @param standings by order id; orders without a dispute may be left out
 */
export function followDisputes(
  license: DisputableLicense,
  standings: ReadonlyMap<string, OrderStanding>
): "suspend" | "reinstate" | null {
  const own = license.order_id === null ? undefined : standings.get(license.order_id)
  if (own?.lost) {
    return null
  }
  const orders = new Set([...(license.order_id === null ? [] : [license.order_id]), ...license.paid_by])
  const open = [...orders].flatMap((id) => standings.get(id)?.open_since ?? [])
  if (!open.length) {
    return license.status !== "active" && license.status_reason === "dispute" ? "reinstate" : null
  }
  const latest = Math.max(...open.map((since) => since.getTime()))
  const isDecided = license.reinstated_at !== null && license.reinstated_at.getTime() >= latest
  return license.status === "active" && !isDecided ? "suspend" : null
}

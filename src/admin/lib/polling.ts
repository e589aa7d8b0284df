import type { AdminOrder } from "@medusajs/framework/types"
import { isDeliveryUnderWay } from "./badges"
import type { License } from "./types"

/** How long after a change somebody may wait, looking, for what it does to the licenses. */
export const EXPECTANT_MS = 60_000

const EXPECTED_POLL_MS = 2_000
const MAIL_POLL_MS = 5_000
const SETTLED_POLL_MS = 20_000

/** Since when an order is as it is; `changed` when that happened before somebody's eyes, not before the page opened. */
export type OrderMoment = { state: string; since: number; changed: boolean }

/**
 * How long to wait before the licenses are read again. A payment or refund reaches them some seconds after the order page
 * has shown it: who has just taken one is waiting for the keys.
 */
export function licensesPoll(
  licenses: Pick<License, "delivery">[],
  order: { sellsLicenses: boolean; moment: OrderMoment },
  now = Date.now()
): number {
  const expected = licenses.length > 0 ? order.moment.changed : order.sellsLicenses
  if (expected && now - order.moment.since < EXPECTANT_MS) {
    return EXPECTED_POLL_MS
  }
  return licenses.some(({ delivery }) => isDeliveryUnderWay(delivery)) ? MAIL_POLL_MS : SETTLED_POLL_MS
}

/** Everything of an order that licenses follow, so that two readings of it can be told apart. */
export function orderState(order: AdminOrder): string {
  const { status, payment_collections, items, summary, total } = order
  return JSON.stringify([
    status,
    total,
    summary,
    payment_collections?.map((collection) => [
      collection.status,
      collection.captured_amount,
      collection.refunded_amount,
      collection.payments?.map((payment) => [payment.captured_at, payment.canceled_at, payment.refunds?.length]),
    ]),
    items?.map(({ id, quantity, detail }) => [id, quantity, detail?.return_received_quantity]),
  ])
}

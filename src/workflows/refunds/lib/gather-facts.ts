import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import type NoticesModuleService from "../../../modules/notices/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { disputeStanding } from "../../../modules/refunds/rules/dispute-standing"
import type { RefundFacts } from "../../../modules/refunds/rules/facts"
import { paymentStatus } from "../../../modules/refunds/rules/payment-status"
import { unitId } from "../../../modules/refunds/rules/units"
import type RefundsModuleService from "../../../modules/refunds/service"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"
import { readOrder } from "../../orders/read-order"
import { readWithdrawalFacts } from "../../withdrawals/lib/withdrawal-facts"
import { readOthers, readPurchase, type Purchase } from "./read-purchase"
import { unitsOf, type UnitAbout } from "./units"

/** `chosen`: ids of units; null = all that were not taken back yet. */
export type Question = { order_id: string; chosen: readonly string[] | null; now: Date }

export type Gathered = {
  facts: RefundFacts
  purchase: Purchase
  /** By the unit's id. */
  units: Map<string, UnitAbout>
  /** What is left of what was paid, in the order's currency. */
  refundable: number
}

/**
 * Reads all that a refund is judged by, from whoever knows it.
 *
 * @returns null when there is no such order
 */
export async function gatherFacts(
  container: MedusaContainer,
  { order_id, chosen, now }: Question
): Promise<Gathered | null> {
  const refunds = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
  const [purchase, snapshot] = await Promise.all([readPurchase(container, order_id), readOrder(container, order_id)])
  if (!purchase || !snapshot) {
    return null
  }
  const [sold, mails, others, disputes, withdrawal, paid_back] = await Promise.all([
    licensing.soldUnits.ofOrder(order_id),
    notices.keyMailsOf(order_id),
    readOthers(container, purchase, now),
    refunds.listPaymentDisputes({ order_id }, { select: ["status"], take: 100 }),
    readWithdrawalFacts(container, order_id),
    refunds.requests.paidBackUnits(order_id),
  ])
  const downloads = await container
    .resolve<ReleasesModuleService>(RELEASES_MODULE)
    .countDownloads([...new Set(sold.map(({ license_id }) => license_id))])
  const refunded = new Map(paid_back.map(({ at, ...unit }) => [unitId(unit), at]))
  const units = unitsOf({ purchase, lines: snapshot.lines, sold, mails, downloads, refunded })
  return {
    purchase,
    units: new Map(units.map(({ about }) => [about.unit_id, about])),
    refundable: Math.max(0, snapshot.captured - snapshot.refunded),
    facts: {
      order_id,
      purchased_at: purchase.created_at,
      now,
      payment_status: paymentStatus(snapshot),
      paid: snapshot.captured,
      refunded: snapshot.refunded,
      units: units.map(({ facts }) => facts),
      chosen_unit_ids: chosen,
      ...others,
      dispute: disputeStanding(disputes.map(({ status }) => status)),
      ...withdrawal,
    },
  }
}

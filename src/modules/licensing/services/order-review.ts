import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { reconcileOrder, type ReconcileFlag } from "../rules/reconcile-order"
import { flagRenewals, offersOfLines } from "./license-renewals"
import { reviewUpgrades, type WaitingUpgrade } from "./license-upgrades"
import { orderFacts, plansOfLines, unitsOfOrder } from "./order-facts"
import type { OrderSnapshot } from "./order-ledger"
import { readLines } from "./order-lines"
import { flagPaidSince } from "./paid-since"
import { upgradedSince } from "./upgraded-since"

/** `variant_id` is what was bought. */
export type StaleUpgrade = WaitingUpgrade & {
  variant_id: string
  masked_key: string
  from_plan: string
  to_plan: string
}

/** An upgrade that the order brought. */
export type OrderUpgrade = {
  id: string
  license_id: string
  from_plan: string
  to_plan: string
  applied_at: Date
  /** Taken back: it was refunded, returned or canceled. */
  rolled_back_at: Date | null
}

/** A term that the order added and that was taken back. */
export type RevertedRenewal = { id: string; license_id: string; reverted_at: Date; reason: string | null }

export type Review = { flags: ReconcileFlag[]; stale_upgrades: StaleUpgrade[] }

/** What an operator has to be told of an order. By the same rules as the ledger, which this one never writes to. */
export class OrderReview {
  constructor(private readonly knex: Knex) {}

  /** Takes no lock, in a transaction that cannot write: whoever looks at an order keeps nobody waiting. */
  async read(order: OrderSnapshot): Promise<Review> {
    return this.knex.transaction(
      async (trx) => {
        const lines = await readLines(trx, order)
        const plans = await plansOfLines(trx, lines)
        const offers = await offersOfLines(trx, lines)
        const units = await unitsOfOrder(trx, order.id)
        const { flags } = reconcileOrder(orderFacts(order, lines, plans, false), units)
        const upgrades = await reviewUpgrades(trx, { order, lines, offers })
        const renewals = await flagRenewals(trx, { order, lines, offers })
        const since = [...(await upgradedSince(trx, order.id)), ...(await flagPaidSince(trx, order.id))]
        return {
          flags: [...flags, ...upgrades.flags, ...renewals, ...since],
          stale_upgrades: await this.described(trx, upgrades.waiting),
        }
      },
      { isolationLevel: "repeatable read", readOnly: true }
    )
  }

  /** The latest first, those that were taken back too. */
  upgradesOf(order_id: string): Promise<OrderUpgrade[]> {
    return rows(
      this.knex,
      `SELECT c.id, c.license_id, before.name AS from_plan, after.name AS to_plan, c.applied_at, c.rolled_back_at
         FROM license_center_plan_change c
         JOIN license_center_license l ON l.id = c.license_id AND l.deleted_at IS NULL
         JOIN license_center_plan before ON before.id = c.from_plan_id
         JOIN license_center_plan after ON after.id = c.to_plan_id
        WHERE c.order_id = ? AND c.deleted_at IS NULL ORDER BY c.applied_at DESC, c.id`,
      [order_id]
    )
  }

  /** Not those whose place an upgrade has taken: they were paid for, and count. */
  revertedRenewalsOf(order_id: string): Promise<RevertedRenewal[]> {
    return rows(
      this.knex,
      `SELECT t.id, t.license_id, t.reverted_at, t.reverted_reason AS reason
         FROM license_center_term t
         JOIN license_center_license l ON l.id = t.license_id AND l.deleted_at IS NULL
        WHERE t.order_id = ? AND t.kind = 'renewal' AND t.deleted_at IS NULL AND t.reverted_at IS NOT NULL
          AND t.reverted_reason IS DISTINCT FROM 'superseded' ORDER BY t.reverted_at DESC, t.id`,
      [order_id]
    )
  }

  private async described(trx: Knex.Transaction, waiting: WaitingUpgrade[]): Promise<StaleUpgrade[]> {
    if (!waiting.length) {
      return []
    }
    const offers = await rows<Omit<StaleUpgrade, keyof WaitingUpgrade> & { id: string }>(
      trx,
      `SELECT o.id, o.variant_id, l.masked_key, before.name AS from_plan, after.name AS to_plan
         FROM license_center_offer o
         JOIN license_center_license l ON l.id = o.license_id
         JOIN license_center_plan before ON before.id = l.plan_id
         JOIN license_center_plan after ON after.id = o.plan_id
        WHERE o.id = ANY(?)`,
      [waiting.map(({ offer_id }) => offer_id)]
    )
    const known = new Map(offers.map(({ id, ...offer }) => [id, offer]))
    return waiting.flatMap((upgrade) => {
      const offer = known.get(upgrade.offer_id)
      return offer ? [{ ...upgrade, ...offer }] : []
    })
  }
}

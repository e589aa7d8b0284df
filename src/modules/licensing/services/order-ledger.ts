import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Vault } from "../../../lib/secret"
import {
  reconcileOrder,
  type LicenseUnit,
  type LineFacts,
  type OrderChanges,
  type OrderFacts,
  type ReconcileFlag,
} from "../rules/reconcile-order"
import type { Actor } from "../types"
import { recordEvents } from "./audit"
import { rows } from "../../../lib/database"
import { TOMBSTONES } from "../../../lib/tombstone"
import { issueLicenses } from "./license-issue"
import { offersOfLines, renewLicenses, type LicenseOffer, type RenewalResult } from "./license-renewals"
import { setStatus } from "./license-status"
import { flagPaidSince } from "./paid-since"
import { upgradeLicenses, type UpgradeResult } from "./license-upgrades"
import { resizeSold } from "./sold-as"
import { orderFacts, plansOfLines, unitsOfOrder } from "./order-facts"
import { rememberLines } from "./order-lines"
import { releaseSurplus, type FreedSeat } from "./seat-release"
import { upgradedSince } from "./upgraded-since"

/**
 * Licenses issued in one transaction and brought by one mail. An order of thousands of units takes several, so that
 * nobody waits long for its locks, and a crash in the middle loses only the last.
 */
export const ISSUE_BATCH = 200

/** An order as the workflow read it: what it is, who bought, and which plan each line's variant sells today. */
export type OrderSnapshot = Omit<OrderFacts, "lines" | "approved"> & {
  display_id: number | null
  email: string
  customer_id: string | null
  locale: string | null
  currency_code?: string
  /** The cart that it was, if it was one. */
  cart_id?: string | null
  /** Of its billing address, else of where it is shipped. Lower case. */
  country_code?: string | null
  lines: {
    line_item_id: string
    quantity: number
    returned: number
    paid_back?: LineFacts["paid_back"]
    plan_id: string | null
    /** The offer that the line says it takes up. */
    offer_id?: string | null
    /** Before discounts, in the order's currency. */
    unit_price?: number
    variant_id: string | null
    product: { id: string; handle: string; title: string } | null
  }[]
}

/**
 * License ids by what happened to them. `renewed` and `reverted`: a term was added, or taken back; `upgraded` and
 * `downgraded`: an upgrade was applied, or rolled back.
 */
export type ReconcileResult = {
  issued: string[]
  revoked: string[]
  reinstated: string[]
  renewed: string[]
  reverted: string[]
  upgraded: string[]
  downgraded: string[]
  resized: string[]
  /** Because of a dispute, until it is over. */
  suspended: string[]
  unchanged: string[]
  /** Devices that lost their seat because the license has fewer. */
  freed: FreedSeat[]
  flags: ReconcileFlag[]
}

const CHANGES = [
  "issued",
  "revoked",
  "reinstated",
  "renewed",
  "reverted",
  "upgraded",
  "downgraded",
  "resized",
  "suspended",
] as const satisfies (keyof ReconcileResult)[]
type Change = (typeof CHANGES)[number]

/** What came of several runs for one order: each did what it did, and the last one knows how things are. */
export function mergeResults(runs: ReconcileResult[]): ReconcileResult {
  const all = (of: Change) => [...new Set(runs.flatMap((run) => run[of]))]
  const changes = Object.fromEntries(CHANGES.map((of) => [of, all(of)])) as Record<Change, string[]>
  const touched = new Set(Object.values(changes).flat())
  const last = runs[runs.length - 1]!
  return {
    ...changes,
    unchanged: last.unchanged.filter((id) => !touched.has(id)),
    freed: runs.flatMap((run) => run.freed),
    flags: last.flags,
  }
}

/**
 * Brings an order's licenses to what the order deserves, under a lock of that order.
 * Any number of callers may do this at once, and any of them may die: the next one finishes.
 */
export class OrderLedger {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** @param accepted line item ids whose stale upgrades are applied all the same */
  async reconcile(order: OrderSnapshot, actor: Actor, accepted: readonly string[] = []): Promise<ReconcileResult> {
    const results: ReconcileResult[] = []
    for (let more = true; more;) {
      const pass = await this.pass(order, actor, accepted)
      results.push(pass.result)
      more = pass.more
    }
    return mergeResults(results)
  }

  /** One transaction. `more` when units are left to be issued. */
  private pass(
    order: OrderSnapshot,
    actor: Actor,
    accepted: readonly string[]
  ): Promise<{ result: ReconcileResult; more: boolean }> {
    return this.knex.transaction(async (trx) => {
      // Two runs for one order take turns; the unique index over (line, unit) stands behind it.
      await rows(trx, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`license-center:order:${order.id}`])
      const lines = await rememberLines(trx, order)
      const plans = await plansOfLines(trx, lines)
      const offers = await offersOfLines(trx, lines)
      await this.lock(trx, order.id, offers)
      const units = await unitsOfOrder(trx, order.id)
      const changes = reconcileOrder(orderFacts(order, lines, plans, actor.type === "operator"), units)
      const batch = changes.issue.slice(0, ISSUE_BATCH)
      const buyer = batch.length ? await this.withoutErased(trx, order) : order
      const issued = await issueLicenses(trx, this.vault, { order: buyer, lines, plans, units: batch, actor })
      for (const { license_id, reason } of changes.revoke) {
        await setStatus(trx, { id: license_id, status: "revoked", status_reason: reason, actor, reason })
      }
      for (const { license_id } of changes.reinstate) {
        await setStatus(trx, { id: license_id, status: "active", status_reason: null, actor, reason: "order_paid" })
      }
      // Before the renewals: an upgrade was counted from the terms without those that its own order adds.
      const upgrades = await upgradeLicenses(trx, { order, lines, offers, actor, accepted })
      const renewals = await renewLicenses(trx, { order, lines, offers, actor })
      const freed = await this.resize(trx, changes, actor)
      await this.followBuyer(trx, order, actor)
      const since = [...(await upgradedSince(trx, order.id)), ...(await flagPaidSince(trx, order.id))]
      const result = summarize({ units, issued, changes, upgrades, renewals, freed, since })
      return { result, more: batch.length < changes.issue.length }
    })
  }

  /** Units that come after their buyer was erased belong to who the others belong to: nobody who is known. */
  private async withoutErased(trx: Knex.Transaction, order: OrderSnapshot): Promise<OrderSnapshot> {
    const [erased] = await rows<{ email: string }>(
      trx,
      "SELECT email FROM license_center_license WHERE order_id = ? AND email LIKE ? ORDER BY id LIMIT 1",
      [order.id, TOMBSTONES]
    )
    return erased ? { ...order, email: erased.email, customer_id: null, locale: null, country_code: null } : order
  }

  /**
   * Locks the order's licenses, with those that it renews, in the order of their ids, like everyone who locks several.
   * A statement that waits for a lock reads the license anew, but not what it joins: they are read after it.
   */
  private async lock(trx: Knex.Transaction, order_id: string, offers: Map<string, LicenseOffer>): Promise<void> {
    await rows(
      trx,
      `SELECT l.id FROM license_center_license l
        WHERE (l.order_id = ? AND l.line_item_id IS NOT NULL) OR l.id = ANY(?) ORDER BY l.id FOR UPDATE`,
      [order_id, [...offers.values()].map((offer) => offer.license_id)]
    )
  }

  private async resize(trx: Knex.Transaction, changes: OrderChanges, actor: Actor): Promise<FreedSeat[]> {
    const freed: FreedSeat[] = []
    for (const { license_id, seats } of changes.set_seats) {
      if (await resizeSold(trx, license_id, seats)) {
        await recordEvents(trx, [{ name: "license.seats_changed", actor, license_id, data: { seats } }])
        freed.push(...(await releaseSurplus(trx, license_id, seats, actor)))
      }
    }
    return freed
  }

  /**
   * A guest who registers, an address that is corrected, an order that is transferred: its licenses go along. Who was
   * erased is not written back from the order, which is Medusa's and may still have the address.
   */
  private async followBuyer(trx: Knex.Transaction, order: OrderSnapshot, actor: Actor): Promise<void> {
    const moved = await rows<{ id: string }>(
      trx,
      `UPDATE license_center_license SET email = ?, customer_id = ?, updated_at = now()
        WHERE order_id = ? AND (email IS DISTINCT FROM ? OR customer_id IS DISTINCT FROM ?)
          AND email NOT LIKE ? RETURNING id`,
      [order.email, order.customer_id, order.id, order.email, order.customer_id, TOMBSTONES]
    )
    // A guess of the buyer's time of day, and nothing that anybody has to be told of.
    if (order.country_code) {
      await rows(
        trx,
        `UPDATE license_center_license SET country_code = ?
          WHERE order_id = ? AND country_code IS DISTINCT FROM ? AND email NOT LIKE ?`,
        [order.country_code, order.id, order.country_code, TOMBSTONES]
      )
    }
    await recordEvents(
      trx,
      moved.map(({ id }) => ({ name: "license.owner_changed", actor, license_id: id, order_id: order.id }))
    )
  }
}

function summarize(pass: {
  units: LicenseUnit[]
  issued: string[]
  changes: OrderChanges
  upgrades: UpgradeResult
  renewals: RenewalResult
  freed: FreedSeat[]
  since: ReconcileFlag[]
}): ReconcileResult {
  const { units, issued, changes, upgrades, renewals } = pass
  const done = {
    revoked: changes.revoke.map((change) => change.license_id),
    reinstated: changes.reinstate.map((change) => change.license_id),
    renewed: renewals.renewed,
    reverted: renewals.reverted,
    upgraded: upgrades.upgraded,
    downgraded: upgrades.downgraded,
    resized: changes.set_seats.map((change) => change.license_id),
    suspended: [],
  }
  const touched = new Set(Object.values(done).flat())
  return {
    issued,
    ...done,
    unchanged: units.filter((unit) => !touched.has(unit.id)).map((unit) => unit.id),
    freed: [...upgrades.freed, ...pass.freed],
    flags: [...changes.flags, ...upgrades.flags, ...renewals.flags, ...pass.since],
  }
}

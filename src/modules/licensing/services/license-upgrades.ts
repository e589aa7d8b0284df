import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows, type Db } from "../../../lib/database"
import { LicenseEvents } from "../../../lib/events"
import type { ReconcileFlag } from "../rules/reconcile-order"
import {
  reconcileUpgrades,
  type AppliedUpgrade,
  type UpgradeChanges,
  type UpgradeLine,
} from "../rules/reconcile-upgrades"
import type { Actor } from "../types"
import { recordEvent } from "./audit"
import type { LicenseOffer } from "./license-renewals"
import type { OrderSnapshot } from "./order-ledger"
import type { SoldLine } from "./order-lines"
import { planCopyOf, readPlanCopy, writePlanCopy, type PlanCopy } from "./plan-copy"
import { releaseSurplus, type FreedSeat } from "./seat-release"
import { judgeUpgrade, type Staleness } from "./upgrade-judgement"
import { beginAnew, endTermOf } from "./upgrade-terms"

/** License ids. */
export type UpgradeResult = { upgraded: string[]; downgraded: string[]; freed: FreedSeat[]; flags: ReconcileFlag[] }

/** What the order's upgrades are judged by. */
export type UpgradeOrder = {
  order: OrderSnapshot
  lines: Map<string, SoldLine>
  /** By id. */
  offers: Map<string, LicenseOffer>
}

type UpgradeInput = UpgradeOrder & {
  actor: Actor
  /** Line item ids whose stale upgrades an operator has decided to apply. */
  accepted: readonly string[]
}

type Change = AppliedUpgrade & { from_plan_id: string; before: PlanCopy; applied_at: Date }

/**
 * Brings the upgrades that an order pays for, of licenses sold before, to what it deserves. The caller holds the locks of
 * those licenses.
 */
export async function upgradeLicenses(trx: Knex.Transaction, input: UpgradeInput): Promise<UpgradeResult> {
  const { order, actor, accepted } = input
  const { applied, changes } = await upgradesDue(trx, input)
  const result: UpgradeResult = { upgraded: [], downgraded: [], freed: [], flags: [...changes.flags] }
  for (const { change_id, reason } of changes.roll_back) {
    const change = applied.find(({ id }) => id === change_id)!
    result.freed.push(...(await rollBack(trx, { order, actor, change, reason })))
    result.downgraded.push(change.license_id)
  }
  for (const unit of changes.apply) {
    const flag = await apply(trx, { ...unit, order, actor, is_accepted: accepted.includes(unit.line_item_id) })
    if (flag) {
      result.flags.push(flag)
    } else {
      result.upgraded.push(unit.license_id)
    }
  }
  return result
}

/** A paid upgrade that an operator has to decide about. */
export type WaitingUpgrade = { line_item_id: string; license_id: string; offer_id: string; reason: Staleness }

/** What there would be to tell of the order's upgrades, and nothing is written. */
export async function reviewUpgrades(
  db: Db,
  input: UpgradeOrder
): Promise<{ flags: ReconcileFlag[]; waiting: WaitingUpgrade[] }> {
  const { changes } = await upgradesDue(db, input)
  const review = { flags: [...changes.flags], waiting: [] as WaitingUpgrade[] }
  for (const unit of changes.apply) {
    const judgement = await judgeUpgrade(db, { ...unit, order: input.order })
    if ("flag" in judgement) {
      review.flags.push(judgement.flag)
      const { line_item_id, license_id, offer_id } = unit
      review.waiting.push(...(judgement.stale ? [{ line_item_id, license_id, offer_id, reason: judgement.stale }] : []))
    }
  }
  return review
}

/** Which upgrades the order deserves and has not, and has and does not deserve. */
async function upgradesDue(
  db: Db,
  { order, lines, offers }: UpgradeOrder
): Promise<{ applied: Change[]; changes: UpgradeChanges }> {
  const upgrades = [...offers.values()].filter(({ kind }) => kind === "upgrade")
  const applied = upgrades.length ? await changesOf(db, order.id, upgrades) : []
  return { applied, changes: reconcileUpgrades(order, upgradeLines(order, lines, offers), applied) }
}

function upgradeLines(order: OrderSnapshot, lines: UpgradeOrder["lines"], offers: UpgradeOrder["offers"]) {
  return order.lines.flatMap<UpgradeLine>(({ line_item_id, quantity, returned }) => {
    const offer = offers.get(lines.get(line_item_id)?.offer_id ?? "")
    return offer?.kind === "upgrade" ? [{ line_item_id, quantity, returned, offer }] : []
  })
}

/** Those of the order, and those of its offers that another order has taken up. */
async function changesOf(db: Db, order_id: string, offers: LicenseOffer[]): Promise<Change[]> {
  return rows(
    db,
    `SELECT id, offer_id, license_id, order_id, line_item_id, from_plan_id, before, applied_at,
            rolled_back_at IS NULL AS standing
       FROM license_center_plan_change WHERE order_id = ? OR offer_id = ANY(?) ORDER BY applied_at, id`,
    [order_id, offers.map(({ id }) => id)]
  )
}

type ApplyInput = {
  order: OrderSnapshot
  actor: Actor
  offer_id: string
  license_id: string
  line_item_id: string
  change_id: string | null
  is_accepted: boolean
}

/** @returns why it was not applied, for the operator; null when it was */
async function apply(trx: Knex.Transaction, input: ApplyInput): Promise<ReconcileFlag | null> {
  const { order, actor, offer_id, license_id, line_item_id, is_accepted } = input
  const judgement = await judgeUpgrade(trx, input)
  // An operator has looked at it: what was bought is applied to the license as it is now.
  if ("flag" in judgement && !(judgement.stale && is_accepted)) {
    return judgement.flag
  }
  const { plan, target, variant_id, paid_at, supersedes } = judgement.upgrade!
  const stale = "flag" in judgement ? judgement.stale : null
  const before = await readPlanCopy(trx, license_id)
  await writePlanCopy(trx, license_id, planCopyOf(plan, { variant_id, seats: target.seats }))
  const change_id = await remember(trx, { ...input, before, to_plan_id: plan.id })
  if (target.starts_anew) {
    await beginAnew(trx, {
      license_id,
      order_id: order.id,
      line_item_id,
      paid_at,
      plan,
      supersedes,
    })
  }
  await recordEvent(trx, {
    name: LicenseEvents.UPGRADED,
    actor,
    license_id,
    plan_id: plan.id,
    order_id: order.id,
    data: {
      change_id,
      offer_id,
      from_plan_id: before.plan_id,
      seats: target.seats,
      new_term: target.starts_anew,
      ...(stale && { stale }),
    },
  })
  return null
}

async function remember(
  trx: Knex.Transaction,
  change: ApplyInput & { before: PlanCopy; to_plan_id: string }
): Promise<string> {
  const { before, to_plan_id, order, license_id, line_item_id, offer_id } = change
  const values = {
    order_id: order.id,
    line_item_id,
    from_plan_id: before.plan_id,
    to_plan_id,
    before: JSON.stringify(before),
    applied_at: new Date(),
  }
  if (change.change_id) {
    const columns = Object.keys(values).map((column) => `${column} = ?`)
    await rows(
      trx,
      `UPDATE license_center_plan_change SET ${columns.join(", ")}, rolled_back_at = NULL, updated_at = now() WHERE id = ?`,
      [...Object.values(values), change.change_id]
    )
    return change.change_id
  }
  const id = generateEntityId(undefined, "lcchg")
  await insert(trx, "license_center_plan_change", { id, license_id, offer_id, ...values })
  return id
}

/**
 * Takes an upgrade back. Under a later one the license stays what that made of it, and what was before this one is then
 * what was before that one.
 */
async function rollBack(
  trx: Knex.Transaction,
  { order, actor, change, reason }: { order: OrderSnapshot; actor: Actor; change: Change; reason: string }
): Promise<FreedSeat[]> {
  const { id, license_id, line_item_id, before } = change
  await rows(trx, "UPDATE license_center_plan_change SET rolled_back_at = now(), updated_at = now() WHERE id = ?", [id])
  const later = await rows<{ id: string }>(
    trx,
    `UPDATE license_center_plan_change SET before = ?, from_plan_id = ?, updated_at = now()
      WHERE id = (SELECT c.id FROM license_center_plan_change c
                   WHERE c.license_id = ? AND c.rolled_back_at IS NULL AND (c.applied_at, c.id) > (?, ?)
                   ORDER BY c.applied_at, c.id LIMIT 1)
      RETURNING id`,
    [JSON.stringify(before), change.from_plan_id, license_id, change.applied_at, id]
  )
  if (!later.length) {
    await writePlanCopy(trx, license_id, before)
  }
  await endTermOf(trx, { license_id, line_item_id, reason })
  await recordEvent(trx, {
    name: LicenseEvents.UPGRADE_REVERTED,
    actor,
    license_id,
    plan_id: later.length ? null : before.plan_id,
    order_id: order.id,
    reason,
    data: { change_id: id, under_change_id: later[0]?.id ?? null },
  })
  return later.length ? [] : releaseSurplus(trx, license_id, before.seats, actor)
}

import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import { LicenseEvents } from "../../../lib/events"
import type { ReconcileFlag } from "../rules/reconcile-order"
import { reconcileUpgrades, type AppliedUpgrade, type UpgradeLine } from "../rules/reconcile-upgrades"
import { upgradeTo } from "../rules/upgrade"
import type { Actor, LicensePlanDTO } from "../types"
import { recordEvent } from "./audit"
import type { LicenseOffer } from "./license-renewals"
import type { OrderSnapshot } from "./order-ledger"
import type { SoldLine } from "./order-lines"
import { planCopyOf, readPlanCopy, writePlanCopy, type PlanCopy } from "./plan-copy"
import { releaseSurplus, type FreedSeat } from "./seat-release"
import { basisOf, differs, readSubject, type UpgradeBasis } from "./upgrade-basis"
import { beginAnew, endTermOf } from "./upgrade-terms"

/** License ids. */
export type UpgradeResult = { upgraded: string[]; downgraded: string[]; freed: FreedSeat[]; flags: ReconcileFlag[] }

type UpgradeInput = {
  order: OrderSnapshot
  lines: Map<string, SoldLine>
  /** By id. */
  offers: Map<string, LicenseOffer>
  actor: Actor
}

type Change = AppliedUpgrade & { from_plan_id: string; before: PlanCopy; applied_at: Date }

/**
 * Brings the upgrades that an order pays for, of licenses sold before, to what it deserves. The caller holds the locks of
 * those licenses.
 */
export async function upgradeLicenses(trx: Knex.Transaction, input: UpgradeInput): Promise<UpgradeResult> {
  const { order, lines, offers, actor } = input
  const result: UpgradeResult = { upgraded: [], downgraded: [], freed: [], flags: [] }
  const upgrades = [...offers.values()].filter(({ kind }) => kind === "upgrade")
  if (!upgrades.length) {
    return result
  }
  const applied = await changesOf(trx, order.id, upgrades)
  const changes = reconcileUpgrades(order, upgradeLines(order, lines, offers), applied)
  result.flags.push(...changes.flags)
  for (const { change_id, reason } of changes.roll_back) {
    const change = applied.find(({ id }) => id === change_id)!
    const { freed, is_under } = await rollBack(trx, { order, actor, change, reason })
    result.freed.push(...freed)
    if (is_under) {
      result.flags.push({
        code: "UPGRADED_SINCE",
        line_item_id: change.line_item_id,
        detail: `License ${change.license_id} was upgraded again since, for a price that counted this upgrade, which is taken back now. It keeps the later one: see whether that has to be refunded as well.`,
      })
    }
    result.downgraded.push(change.license_id)
  }
  for (const unit of changes.apply) {
    const flag = await apply(trx, { ...unit, order, actor })
    if (flag) {
      result.flags.push({ ...flag, line_item_id: unit.line_item_id })
    } else {
      result.upgraded.push(unit.license_id)
    }
  }
  return result
}

function upgradeLines(order: OrderSnapshot, lines: UpgradeInput["lines"], offers: UpgradeInput["offers"]) {
  return order.lines.flatMap<UpgradeLine>(({ line_item_id, quantity, returned }) => {
    const offer = offers.get(lines.get(line_item_id)?.offer_id ?? "")
    return offer?.kind === "upgrade" ? [{ line_item_id, quantity, returned, offer }] : []
  })
}

/** Those of the order, and those of its offers that another order has taken up. */
async function changesOf(trx: Knex.Transaction, order_id: string, offers: LicenseOffer[]): Promise<Change[]> {
  return rows(
    trx,
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
}

type Offered = { plan_id: string; variant_id: string; basis: UpgradeBasis; expires_at: Date | null }

/** @returns why it could not be applied, for the operator; null when it was */
async function apply(trx: Knex.Transaction, input: ApplyInput): Promise<Omit<ReconcileFlag, "line_item_id"> | null> {
  const { order, actor, offer_id, license_id, line_item_id } = input
  const [offer] = await rows<Offered>(
    trx,
    "SELECT plan_id, variant_id, basis, expires_at FROM license_center_offer WHERE id = ?",
    [offer_id]
  )
  const [plan] = await rows<LicensePlanDTO>(trx, "SELECT * FROM license_center_plan WHERE id = ?", [offer!.plan_id])
  const subject = await readSubject(trx, license_id)
  const { basis, expires_at, variant_id } = offer!
  const now = new Date()
  const paid_at = order.paid_at && order.paid_at < now ? order.paid_at : now
  const why = staleness(basis, subject && basisOf(subject), expires_at, paid_at)
  if (why && actor.type !== "operator") {
    return { code: "UPGRADE_STALE", detail: staleText(license_id, why) }
  }
  // An operator has looked at it: what was bought is applied to the license as it is now.
  const target = subject ? upgradeTo({ ...subject, status: statusFor(subject.status) }, plan!, now) : "It was deleted"
  if (!subject || typeof target === "string") {
    return { code: "NOT_UPGRADED", detail: `License ${license_id} cannot be upgraded. ${target}. Refund the order.` }
  }
  const before = await readPlanCopy(trx, license_id)
  await writePlanCopy(trx, license_id, planCopyOf(plan!, { variant_id, seats: target.seats }))
  const change_id = await remember(trx, { ...input, before, to_plan_id: plan!.id })
  if (target.starts_anew) {
    await beginAnew(trx, {
      license_id,
      order_id: order.id,
      line_item_id,
      paid_at,
      plan: plan!,
      supersedes: basis.terms,
    })
  }
  await recordEvent(trx, {
    name: LicenseEvents.UPGRADED,
    actor,
    license_id,
    plan_id: plan!.id,
    order_id: order.id,
    data: { change_id, offer_id, from_plan_id: before.plan_id, seats: target.seats, new_term: target.starts_anew },
  })
  return null
}

type Staleness = "late" | "changed"

function staleness(
  basis: UpgradeBasis,
  now: UpgradeBasis | null,
  expires_at: Date | null,
  paid_at: Date
): Staleness | null {
  if (expires_at && paid_at > expires_at) {
    return "late"
  }
  return now && differs(basis, now) ? "changed" : null
}

const STALE: Record<Staleness, string> = {
  late: "was paid after its price had run out",
  changed: "was priced before the license changed",
}

function staleText(license_id: string, why: Staleness): string {
  return `The upgrade of license ${license_id} ${STALE[why]}. Check this order to apply it all the same, or refund it.`
}

/** What was paid before a license was suspended is applied by an operator, and stays suspended. */
const statusFor = (status: "active" | "suspended" | "revoked") => (status === "suspended" ? "active" : status)

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
): Promise<{ freed: FreedSeat[]; is_under: boolean }> {
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
  const is_under = later.length > 0
  return { freed: is_under ? [] : await releaseSurplus(trx, license_id, before.seats, actor), is_under }
}

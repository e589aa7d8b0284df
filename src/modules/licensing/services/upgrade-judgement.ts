import { rows, type Db } from "../../../lib/database"
import { shortKey } from "../../../lib/short-key"
import type { ReconcileFlag } from "../rules/reconcile-order"
import { upgradeTo, type UpgradePlan } from "../rules/upgrade"
import type { LicensePlanDTO } from "../types"
import type { OrderSnapshot } from "./order-ledger"
import { basisOf, differs, readSubject, type UpgradeBasis } from "./upgrade-basis"

/** A paid upgrade that was not applied yet. */
export type DueUpgrade = { order: OrderSnapshot; offer_id: string; license_id: string; line_item_id: string }

export type Staleness = "late" | "changed"

export type ReadyUpgrade = {
  plan: LicensePlanDTO
  variant_id: string
  target: UpgradePlan
  paid_at: Date
  /** Ids of the terms that its price has counted. */
  supersedes: string[]
}

/** `stale`: it can be applied, and that is for an operator to decide. Without it nobody can. */
export type UpgradeJudgement =
  | { upgrade: ReadyUpgrade }
  | { flag: ReconcileFlag; stale: Staleness; upgrade: ReadyUpgrade }
  | { flag: ReconcileFlag; stale: null; upgrade: null }

type Offered = { plan_id: string; variant_id: string; basis: UpgradeBasis; expires_at: Date | null; masked_key: string }

/** Whether an upgrade that is paid may be applied to its license as that is now. Writes nothing. */
export async function judgeUpgrade(
  db: Db,
  { order, offer_id, license_id, line_item_id }: DueUpgrade
): Promise<UpgradeJudgement> {
  const [offer] = await rows<Offered>(
    db,
    `SELECT o.plan_id, o.variant_id, o.basis, o.expires_at, l.masked_key
       FROM license_center_offer o JOIN license_center_license l ON l.id = o.license_id WHERE o.id = ?`,
    [offer_id]
  )
  const { plan_id, basis, expires_at, variant_id, masked_key } = offer!
  const [plan] = await rows<LicensePlanDTO>(db, "SELECT * FROM license_center_plan WHERE id = ?", [plan_id])
  const subject = await readSubject(db, license_id)
  const now = new Date()
  const paid_at = order.paid_at && order.paid_at < now ? order.paid_at : now
  const license = shortKey(masked_key)
  const target = subject ? upgradeTo({ ...subject, status: statusFor(subject.status) }, plan!, now) : "It was deleted"
  if (typeof target === "string") {
    const detail = `License ${license} cannot be upgraded. ${target}. Refund the order.`
    return { flag: { code: "NOT_UPGRADED", detail, line_item_id }, stale: null, upgrade: null }
  }
  const upgrade = { plan: plan!, variant_id, target, paid_at, supersedes: basis.terms }
  const stale = staleness(basis, basisOf(subject!), expires_at, paid_at)
  if (!stale) {
    return { upgrade }
  }
  const detail = `The upgrade of license ${license} ${STALE[stale]}. Apply it all the same, or refund the order.`
  return { flag: { code: "UPGRADE_STALE", detail, line_item_id }, stale, upgrade }
}

function staleness(basis: UpgradeBasis, now: UpgradeBasis, expires_at: Date | null, paid_at: Date): Staleness | null {
  if (expires_at && paid_at > expires_at) {
    return "late"
  }
  return differs(basis, now) ? "changed" : null
}

const STALE: Record<Staleness, string> = {
  late: "was paid after its price had run out",
  changed: "was priced before the license changed",
}

/** What was paid before a license was suspended can be applied by an operator, and stays suspended. */
const statusFor = (status: "active" | "suspended" | "revoked") => (status === "suspended" ? "active" : status)

import type { MedusaContainer } from "@medusajs/framework/types"
import type { RefundItem, RefundMailProps } from "../../../emails/types"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { unitId } from "../../../modules/refunds/rules/units"
import type { RefundRequestRow } from "../../../modules/refunds/services/requests"
import { gatherFacts } from "./gather-facts"
import type { UnitAbout } from "./units"

/** What a customer is told of a decision. */
export type ToldDecision = Omit<RefundMailProps, "store">

/** As the licenses are now, which have followed the decision. @returns null when nothing was decided */
export async function readDecision(
  container: MedusaContainer,
  request: RefundRequestRow
): Promise<{ told: ToldDecision; locale: string | null } | null> {
  if (request.status !== "refunded" && request.status !== "declined") {
    return null
  }
  const { order_id, amount, currency_code, units, decision_reason } = request
  const gathered = await gatherFacts(container, { order_id, chosen: null, now: new Date() })
  const decision = decisionOf(request)
  const about = (units ?? []).flatMap((unit) => gathered?.units.get(unitId(unit)) ?? [])
  const told: ToldDecision = {
    order_number: gathered?.purchase.display_id ? String(gathered.purchase.display_id) : null,
    decision,
    amount: decision === "paid" && amount && currency_code ? { value: amount, currency_code } : null,
    items: await itemsOf(container, order_id, about, decision === "paid"),
    reason: decision === "declined" ? decision_reason : null,
  }
  return { told, locale: gathered?.purchase.locale ?? null }
}

async function itemsOf(
  container: MedusaContainer,
  order_id: string,
  units: UnitAbout[],
  paid: boolean
): Promise<RefundItem[]> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const ids = paid ? [...new Set(units.flatMap(({ license_id }) => license_id ?? []))] : []
  const [licenses, lost] = await Promise.all([
    ids.length ? licensing.listLicensesForDelivery(ids, { keys: false }) : [],
    licensing.soldUnits.seatsLost(order_id),
  ])
  const known = new Map(licenses.map((license) => [license.id, license]))
  return units.map(({ title, masked_key, kind, license_id, line_item_id }) => {
    const license = known.get(license_id ?? "") ?? null
    const freed = paid && kind === "upgrade" ? (lost.get(line_item_id) ?? 0) : 0
    return { title, masked_key, kind, license, ended: license?.status === "revoked", freed }
  })
}

function decisionOf({ status, amount }: RefundRequestRow): RefundMailProps["decision"] {
  if (status === "declined") {
    return "declined"
  }
  return amount ? "paid" : "voided"
}

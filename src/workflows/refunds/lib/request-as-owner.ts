import type { MedusaContainer } from "@medusajs/framework/types"
import type { LicenseSummary } from "../../../modules/licensing/services/license-reader"
import { cleanBody } from "../../../modules/support/rules/intake"
import { redact } from "../../../modules/support/rules/redact"
import type { Owner } from "../../portal/lib/owner"
import { requestRefundWorkflow } from "../workflows/request-refund"
import type { OwnedUnit } from "./owned-units"

/** UTF-16 units. */
export const LONGEST_REASON = 2000

export type OwnerRequest = {
  owner: Owner
  /** Where it is asked. */
  license: LicenseSummary
  /** What it is asked of: an order that concerns the license. */
  order_id: string
  /** Of that order, and of the owner. */
  units: [OwnedUnit, ...OwnedUnit[]]
  /** As it was typed. */
  reason: string | null
  locale: string | null
  source: "hosted" | "store"
}

/** Hides what must not be kept, and asks. Throws as `requestRefundWorkflow` does. */
export async function requestAsOwner(container: MedusaContainer, asked: OwnerRequest) {
  const { owner, license, order_id, units, locale, source } = asked
  const [only, ...more] = new Set(units.map(({ license_id }) => license_id))
  const cleaned = asked.reason === null ? null : cleanBody(asked.reason)
  const reason = cleaned === null ? null : redact(cleaned)
  const { result } = await requestRefundWorkflow(container).run({
    input: {
      order_id,
      unit_ids: units.map(({ unit_id }) => unit_id),
      license_id: more.length === 0 ? only! : null,
      email: license.email,
      customer_id: owner.kind === "customer" ? owner.customer_id : null,
      locale: locale ?? license.locale,
      source,
      reason: reason?.text ?? null,
      redactions: reason?.counts ?? null,
    },
  })
  return result
}

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
  /** Where it is asked. Its order is asked about, whichever order sold the licenses of the units. */
  license: LicenseSummary
  /** Of that order, and of the owner. */
  units: [OwnedUnit, ...OwnedUnit[]]
  /** As it was typed. */
  reason: string | null
  locale: string | null
  source: "hosted" | "store"
}

/** Hides what must not be kept, and asks. Throws as `requestRefundWorkflow` does. */
export async function requestAsOwner(container: MedusaContainer, asked: OwnerRequest) {
  const { owner, license, units, locale, source } = asked
  const [only, ...more] = new Set(units.map(({ license_id }) => license_id))
  const cleaned = asked.reason === null ? null : cleanBody(asked.reason)
  const reason = cleaned === null ? null : redact(cleaned)
  const { result } = await requestRefundWorkflow(container).run({
    input: {
      order_id: license.order_id!,
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

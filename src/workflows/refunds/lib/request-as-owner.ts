import type { MedusaContainer } from "@medusajs/framework/types"
import type { LicenseSummary } from "../../../modules/licensing/services/license-reader"
import { cleanBody } from "../../../modules/support/rules/intake"
import { redact } from "../../../modules/support/rules/redact"
import type { Owner } from "../../portal/lib/owner"
import { requestRefundWorkflow } from "../workflows/request-refund"

/** UTF-16 units. */
export const LONGEST_REASON = 2000

export type OwnerRequest = {
  owner: Owner
  /** All of one order, and of the owner. */
  licenses: [LicenseSummary, ...LicenseSummary[]]
  /** As it was typed. */
  reason: string | null
  locale: string | null
  source: "hosted" | "store"
}

/** Hides what must not be kept, and asks. Throws as `requestRefundWorkflow` does. */
export async function requestAsOwner(container: MedusaContainer, asked: OwnerRequest) {
  const { owner, licenses, locale, source } = asked
  const [{ order_id, email }] = licenses
  const cleaned = asked.reason === null ? null : cleanBody(asked.reason)
  const reason = cleaned === null ? null : redact(cleaned)
  const { result } = await requestRefundWorkflow(container).run({
    input: {
      order_id: order_id!,
      license_ids: licenses.map(({ id }) => id),
      email,
      customer_id: owner.kind === "customer" ? owner.customer_id : null,
      locale: locale ?? licenses[0].locale,
      source,
      reason: reason?.text ?? null,
      redactions: reason?.counts ?? null,
    },
  })
  return result
}

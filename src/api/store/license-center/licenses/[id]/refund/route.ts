import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import type { LicenseSummary } from "../../../../../../modules/licensing/services/license-reader"
import { languageOf } from "../../../../../../modules/refunds/rules/reason-language"
import type { Owner } from "../../../../../../workflows/portal/lib/owner"
import { refundForOwner } from "../../../../../../workflows/refunds/lib/owner-refund"
import { ownedUnits } from "../../../../../../workflows/refunds/lib/owned-units"
import { LONGEST_REASON, requestAsOwner } from "../../../../../../workflows/refunds/lib/request-as-owner"
import { hasProved, ownerRoute, provedLicense, refuseUnproved } from "../../../owner-route"
import { refuse, refuseInvalid, refuseUnknown } from "../../../tickets/visitor-route"

const MOST_UNITS = 1000

const AskRefund = z
  .object({
    order_id: z.string().min(1).max(100).nullish(),
    units: z.array(z.string().min(1).max(100)).min(1).max(MOST_UNITS).nullish(),
    reason: z.string().max(LONGEST_REASON).nullish(),
  })
  .strict()

/** What the rules say of taking back what `?order_id=` did for the license, in `?locale=` or what it was sold in. */
export const GET = ownerRoute(async (req, res, owner) => {
  const license = await provedLicense(req, res, owner)
  if (!license) {
    return
  }
  const language = languageOf(localeOf(req) ?? license.locale)
  const refund = await refundForOwner(req.scope, { owner, license, order_id: orderOf(req), language })
  if (refund) {
    res.json({ refund })
  } else {
    refuseUnknown(res)
  }
})

/** Asks for it. An operator decides. */
export const POST = ownerRoute(async (req, res, owner) => {
  const body = AskRefund.safeParse(req.body ?? {})
  if (!body.success) {
    refuseInvalid(
      res,
      body.error.issues.map(({ path, message }) => ({ field: path.join("."), message }))
    )
    return
  }
  const license = await provedLicense(req, res, owner)
  if (!license) {
    return
  }
  const order_id = body.data.order_id ?? (await usualOrder(req, owner, license))
  const units = order_id && (await ownedUnits(req.scope, { owner, license, order_id, ids: body.data.units ?? null }))
  if (!order_id || !units) {
    refuseUnknown(res)
    return
  }
  // What an account renewed in the same order may have been sold to another address.
  for (const unit of units) {
    if (!(await hasProved(req, owner, unit))) {
      refuseUnproved(res)
      return
    }
  }
  const reason = body.data.reason ?? null
  const asked = await requestAsOwner(req.scope, {
    ...{ owner, license, order_id, units, reason },
    locale: localeOf(req),
    source: "store",
  })
  if (!asked.created) {
    refuse(res, 409, "REQUEST_OPEN", "A refund of this order was asked for already, and is not settled yet.")
    return
  }
  const { id, status, ticket_number } = asked
  res.status(201).json({ request: { id, status }, ticket_number })
})

/** What the page of a refund shows when no order is named. */
async function usualOrder(req: MedusaRequest, owner: Owner, license: LicenseSummary): Promise<string | null> {
  const refund = await refundForOwner(req.scope, { owner, license, order_id: null, language: "en" })
  return refund?.order_id ?? null
}

function orderOf({ query }: MedusaRequest): string | null {
  return typeof query.order_id === "string" ? query.order_id : null
}

/** `?locale=`, which Medusa takes out of the query. */
const localeOf = (req: MedusaRequest): string | null => req.locale ?? null

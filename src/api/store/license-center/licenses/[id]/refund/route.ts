import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import type { LicenseSummary } from "../../../../../../modules/licensing/services/license-reader"
import { languageOf } from "../../../../../../modules/refunds/rules/reason-language"
import type { Owner } from "../../../../../../workflows/portal/lib/owner"
import { refundForOwner } from "../../../../../../workflows/refunds/lib/owner-refund"
import { LONGEST_REASON, requestAsOwner } from "../../../../../../workflows/refunds/lib/request-as-owner"
import { ownedLicense, ownedLicenses, ownerRoute } from "../../../owner-route"
import { refuse, refuseInvalid, refuseUnknown } from "../../../tickets/visitor-route"

const AskRefund = z
  .object({
    units: z.array(z.string().min(1).max(100)).min(1).max(50).nullish(),
    reason: z.string().max(LONGEST_REASON).nullish(),
  })
  .strict()

/** What the rules say of taking the license back, in `?locale=`, or the language that it was sold in. */
export const GET = ownerRoute(async (req, res, owner) => {
  const license = await ownedLicense(req, owner, req.params.id!)
  const language = languageOf(localeOf(req) ?? license?.locale)
  const refund = license && (await refundForOwner(req.scope, { owner, license, language }))
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
  const licenses = await ownedOfOrder(req, owner, [...new Set(body.data.units ?? [req.params.id!])])
  if (!licenses) {
    refuseUnknown(res)
    return
  }
  const reason = body.data.reason ?? null
  const asked = await requestAsOwner(req.scope, { owner, licenses, reason, locale: localeOf(req), source: "store" })
  if (!asked.created) {
    refuse(res, 409, "REQUEST_OPEN", "A refund of this order was asked for already, and is not settled yet.")
    return
  }
  const { id, status, ticket_number } = asked
  res.status(201).json({ request: { id, status }, ticket_number })
})

/** @returns null unless all of them, and the license of the address, are the owner's and of one order */
async function ownedOfOrder(
  req: MedusaRequest,
  owner: Owner,
  ids: string[]
): Promise<[LicenseSummary, ...LicenseSummary[]] | null> {
  const id = req.params.id!
  const owned = await ownedLicenses(req, owner, [id, ...ids])
  const order_id = owned?.find((license) => license.id === id)?.order_id
  if (!owned || !order_id || owned.some((license) => license.order_id !== order_id)) {
    return null
  }
  const [first, ...more] = owned.filter((license) => ids.includes(license.id))
  return first ? [first, ...more] : null
}

/** `?locale=`, which Medusa takes out of the query. */
const localeOf = (req: MedusaRequest): string | null => req.locale ?? null

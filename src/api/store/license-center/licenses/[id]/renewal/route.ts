import { alignmentOf } from "../../../../../../workflows/renewals/lib/align-to"
import { quoteRenewals } from "../../../../../../workflows/renewals/lib/quote-renewals"
import { ownedLicense, ownerRoute } from "../../../owner-route"
import { refuseUnknown } from "../../../tickets/visitor-route"

/** What a renewal costs and comes to, before it is bought. */
export const GET = ownerRoute(async (req, res, owner) => {
  const license = await ownedLicense(req, owner, req.params.id!)
  if (!license) {
    refuseUnknown(res)
    return
  }
  const { align_to } = req.query
  const until = alignmentOf(typeof align_to === "string" ? align_to : null)
  const { renewals, total } = await quoteRenewals(req.scope, [license.id], until)
  res.json({ renewal: { ...renewals[0]!.quote, total } })
})

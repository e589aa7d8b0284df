import { detailOf } from "../../../../../workflows/portal/lib/read-licenses"
import { hasProved, ownedLicense, ownerRoute } from "../../owner-route"
import { refuseUnknown } from "../../tickets/visitor-route"

export const GET = ownerRoute(async (req, res, owner) => {
  const license = await ownedLicense(req, owner, req.params.id!)
  if (license) {
    res.json({ license: await detailOf(req.scope, license, await hasProved(req, owner, license)) })
  } else {
    refuseUnknown(res)
  }
})

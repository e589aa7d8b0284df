import { detailOf } from "../../../../../workflows/portal/lib/read-licenses"
import { ownedLicense, ownerRoute } from "../../owner-route"
import { refuseUnknown } from "../../tickets/visitor-route"

export const GET = ownerRoute(async (req, res, owner) => {
  const license = await ownedLicense(req, owner, req.params.id!)
  if (license) {
    res.json({ license: await detailOf(req.scope, license) })
  } else {
    refuseUnknown(res)
  }
})

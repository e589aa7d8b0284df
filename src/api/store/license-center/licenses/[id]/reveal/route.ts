import { revealToOwner } from "../../../../../../workflows/portal/lib/license-desk"
import { hasProved, ownedLicense, ownerRoute, refuseUnproved } from "../../../owner-route"
import { refuseLimited, refuseUnknown } from "../../../tickets/visitor-route"

/** The key in clear. The license's trail says that its owner saw it. */
export const POST = ownerRoute(async (req, res, owner) => {
  const license = await ownedLicense(req, owner, req.params.id!)
  if (!license) {
    refuseUnknown(res)
    return
  }
  if (!(await hasProved(req, owner, license))) {
    refuseUnproved(res)
    return
  }
  const revealed = await revealToOwner(req.scope, owner, license.id)
  if (revealed.ok) {
    res.json({ key: revealed.key })
  } else {
    refuseLimited(res, revealed.wait)
  }
})

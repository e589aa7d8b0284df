import { revealToOwner } from "../../../../../../workflows/portal/lib/license-desk"
import { ownerRoute, provedLicense } from "../../../owner-route"
import { refuseLimited } from "../../../tickets/visitor-route"

/** The key in clear. The license's trail says that its owner saw it. */
export const POST = ownerRoute(async (req, res, owner) => {
  const license = await provedLicense(req, res, owner)
  if (!license) {
    return
  }
  const revealed = await revealToOwner(req.scope, owner, license.id)
  if (revealed.ok) {
    res.json({ key: revealed.key })
  } else {
    refuseLimited(res, revealed.wait)
  }
})

import { freeSeat } from "../../../../../../../../workflows/portal/lib/license-desk"
import { detailOf } from "../../../../../../../../workflows/portal/lib/read-licenses"
import { ownedLicense, ownerRoute, provedLicense } from "../../../../../owner-route"
import { refuseUnknown } from "../../../../../tickets/visitor-route"

/** Frees the seat of a device that its owner cannot reach any more. Doing it twice is fine. */
export const POST = ownerRoute(async (req, res, owner) => {
  const license = await provedLicense(req, res, owner)
  if (!license) {
    return
  }
  await freeSeat(req.scope, owner, license.id, req.params.activation_id!)
  const now = await ownedLicense(req, owner, license.id)
  if (now) {
    res.json({ license: await detailOf(req.scope, now, true) })
  } else {
    refuseUnknown(res)
  }
})

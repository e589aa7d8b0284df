import { readUpgrades, upgradeJson } from "../../../../../../workflows/upgrades/lib/read-upgrades"
import { ownedLicense, ownerRoute } from "../../../owner-route"
import { refuseUnknown } from "../../../tickets/visitor-route"

/** What the license can become, and what each of that costs today. */
export const GET = ownerRoute(async (req, res, owner) => {
  const license = await ownedLicense(req, owner, req.params.id!)
  if (!license) {
    refuseUnknown(res)
    return
  }
  const { upgrades } = await readUpgrades(req.scope, license.id)
  res.json({ upgrades: upgrades.map(upgradeJson) })
})

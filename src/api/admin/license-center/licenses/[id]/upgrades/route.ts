import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readUpgrades, upgradeJson } from "../../../../../../workflows/upgrades/lib/read-upgrades"

/** What the license can become, and what each of that costs today. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { upgrades } = await readUpgrades(req.scope, req.params.id!)
  res.json({ upgrades: upgrades.map(upgradeJson) })
}

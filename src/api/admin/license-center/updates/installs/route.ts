import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../../modules/licensing"
import type LicensingModuleService from "../../../../../modules/licensing/service"
import type { Installs } from "../../releases/validators"

/** How many devices that were seen lately run which version of a product, the most first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { product_id, days } = req.validatedQuery as Installs
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const versions = await licensing.installsByVersion(product_id, days)
  res.json({ versions, installs: versions.reduce((sum, { installs }) => sum + installs, 0), days })
}

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"

/** The public keys that leases verify with (RFC 7517), those of the past and the next one included. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const keys = await req.scope.resolve<LicensingModuleService>(LICENSING_MODULE).jwks()
  res.setHeader("Cache-Control", "public, max-age=300")
  res.json({ keys })
}

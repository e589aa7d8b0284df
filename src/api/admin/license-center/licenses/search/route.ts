import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listLicenses } from "../list-licenses"
import type { ListLicenses } from "../validators"

/** The list of licenses, asked for in a body: a key that is searched for stays out of addresses and of what logs them. */
export const POST = async (req: AuthenticatedMedusaRequest<ListLicenses>, res: MedusaResponse) => {
  res.json(await listLicenses(req.scope, req.validatedBody))
}

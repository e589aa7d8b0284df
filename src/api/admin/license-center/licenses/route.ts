import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listLicenses } from "./list-licenses"
import type { ListLicenses } from "./validators"

/**
 * Licenses, keys masked. `q` is the beginning of an email, an order number, or a key in any spelling. A key in an address
 * is seen by proxies: search for it by POST.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json(await listLicenses(req.scope, req.validatedQuery as ListLicenses))
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import { sorting } from "../validators"
import { withDelivery } from "./read-license"
import type { ListLicenses } from "./validators"

/** Licenses, keys masked. `q` is the beginning of an email, an order number, or a key in any spelling. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields: _fields, ...filters } = req.validatedQuery as ListLicenses
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [found, count] = await licensing.searchLicenses(filters, {
    limit,
    offset,
    order: sorting(order, "created_at"),
  })
  res.json({ licenses: await withDelivery(req.scope, found), count, offset, limit })
}

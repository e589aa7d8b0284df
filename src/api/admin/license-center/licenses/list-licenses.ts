import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import { sorting } from "../validators"
import { withDelivery } from "./read-license"
import type { ListLicenses } from "./validators"

/** A page of licenses with their deliveries, as the list and the search answer it. */
export async function listLicenses(container: MedusaContainer, query: ListLicenses) {
  const { limit, offset, order, fields: _fields, ...filters } = query
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [found, count] = await licensing.searchLicenses(filters, { limit, offset, order: sorting(order, "created_at") })
  return { licenses: await withDelivery(container, found), count, offset, limit }
}

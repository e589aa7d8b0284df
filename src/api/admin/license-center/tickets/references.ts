import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"

export type References = {
  assignee_id?: string | null
  license_id?: string | null
  order_id?: string | null
  product_id?: string | null
}

/**
 * Whether there is what a ticket is to name.
 *
 * @throws MedusaError invalid_data for the first that there is not
 */
export async function assertReferences(container: MedusaContainer, references: References): Promise<void> {
  const { assignee_id, license_id, order_id, product_id } = references
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const isThere = async (entity: "user" | "order" | "product", id: string) => {
    const { data } = await query.graph({ entity, fields: ["id"], filters: { id } })
    return data.length > 0
  }
  if (assignee_id && !(await isThere("user", assignee_id))) {
    throw unknown("user of the admin", assignee_id)
  }
  if (order_id && !(await isThere("order", order_id))) {
    throw unknown("order", order_id)
  }
  if (product_id && !(await isThere("product", product_id))) {
    throw unknown("product", product_id)
  }
  if (license_id) {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const [license] = await licensing.listLicenses({ id: license_id }, { select: ["id"], take: 1 })
    if (!license) {
      throw unknown("license", license_id)
    }
  }
}

const unknown = (what: string, id: string) =>
  new MedusaError(MedusaError.Types.INVALID_DATA, `There is no ${what} with the id ${id}`)

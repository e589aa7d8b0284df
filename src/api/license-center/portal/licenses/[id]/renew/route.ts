import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { toNumber, type Amount } from "../../../../../../lib/amounts"
import { NoRenewalPage, RenewalPage } from "../../../../../../pages/portal/renewal"
import { createRenewalCartWorkflow } from "../../../../../../workflows/renewals/workflows/create-renewal-cart"
import type { Hosted } from "../../../../hosted"
import { licenseForm } from "../../license-form"

/** Makes a cart for one more term, which the store's checkout goes on with. */
export const POST = licenseForm(async ({ hosted, license }) => {
  const cart_id = await makeCart(hosted, license.id)
  if (cart_id === null) {
    hosted.show(409, NoRenewalPage, {})
    return
  }
  const { data } = await hosted.req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "currency_code", "total"],
    filters: { id: cart_id },
  })
  const [{ currency_code, total }] = data as unknown as [{ currency_code: string; total: Amount }]
  hosted.show(200, RenewalPage, {
    product: license.product.title,
    cart: { id: cart_id, currency_code, total: toNumber(total) },
  })
})

/** @returns null when the license cannot be renewed, and the store's rules say why */
async function makeCart({ req }: Hosted, license_id: string): Promise<string | null> {
  try {
    const { result } = await createRenewalCartWorkflow(req.scope).run({ input: { license_ids: [license_id] } })
    return result.cart_id
  } catch (error) {
    const { NOT_ALLOWED, INVALID_DATA } = MedusaError.Types
    if (MedusaError.isMedusaError(error) && (error.type === NOT_ALLOWED || error.type === INVALID_DATA)) {
      return null
    }
    throw error
  }
}

export { backToPortal as GET } from "../../../back-to-portal"

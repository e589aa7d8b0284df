import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCart } from "../../../../../../workflows/renewals/lib/read-cart"
import type { RenewalCart } from "../../../../../../workflows/renewals/lib/renewal-cart-request"
import { createRenewalCartWorkflow } from "../../../../../../workflows/renewals/workflows/create-renewal-cart"

/** Makes a cart that renews the license, and others of the same address, to be paid by whoever is given its link. */
export const POST = async (req: AuthenticatedMedusaRequest<RenewalCart>, res: MedusaResponse) => {
  const { license_ids, align_to } = req.validatedBody
  const { result } = await createRenewalCartWorkflow(req.scope).run({
    input: { license_ids: [req.params.id!, ...license_ids], align_to },
  })
  res.status(201).json(await readCart(req.scope, result.cart_id))
}

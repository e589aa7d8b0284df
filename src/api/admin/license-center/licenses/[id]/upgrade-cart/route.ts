import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCart } from "../../../../../../workflows/renewals/lib/read-cart"
import type { UpgradeCart } from "../../../../../../workflows/upgrades/lib/upgrade-cart-request"
import { createUpgradeCartWorkflow } from "../../../../../../workflows/upgrades/workflows/create-upgrade-cart"

/** Makes a cart that upgrades the license, to be paid by whoever is given its link. */
export const POST = async (req: AuthenticatedMedusaRequest<UpgradeCart>, res: MedusaResponse) => {
  const input = { license_id: req.params.id!, variant_id: req.validatedBody.variant_id }
  const { result } = await createUpgradeCartWorkflow(req.scope).run({ input })
  res.status(201).json({ ...(await readCart(req.scope, result.cart_id)), quote: result.quote })
}

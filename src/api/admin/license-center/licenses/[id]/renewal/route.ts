import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { quoteRenewals } from "../../../../../../workflows/renewals/lib/quote-renewals"

/** What a renewal of the license costs and comes to, before a cart is made for it. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { renewals, total } = await quoteRenewals(req.scope, [req.params.id!])
  res.json({ renewal: { ...renewals[0]!.quote, total } })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readContext } from "./read-context"

/** The customer's orders, licenses and devices, what they claim, and the facts about a refund. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ context: await readContext(req.scope, req.params.id!) })
}

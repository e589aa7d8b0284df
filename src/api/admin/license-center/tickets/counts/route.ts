import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../../modules/support"
import type SupportModuleService from "../../../../../modules/support/service"

/** Days for which requests that were refused are counted. */
const REFUSED_DAYS = 7

/** How many tickets each view holds for who asks, and how many requests were refused in the last days, by reason. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const now = new Date()
  const [counts, refused] = await Promise.all([
    support.countTickets(req.auth_context.actor_id, now),
    support.readRefusals(REFUSED_DAYS, now),
  ])
  res.json({ counts, refused })
}

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../../modules/support"
import type SupportModuleService from "../../../../../modules/support/service"
import type { Visitor } from "../../../../../modules/support/types"
import { refuseUnknown } from "../visitor-route"

/** Answers with the visitor's thread as it is now. */
export async function showTicket(req: MedusaRequest, res: MedusaResponse, visitor: Visitor): Promise<void> {
  const ticket = await req.scope.resolve<SupportModuleService>(SUPPORT_MODULE).readAsVisitor(visitor)
  if (ticket) {
    res.json({ ticket })
  } else {
    refuseUnknown(res)
  }
}

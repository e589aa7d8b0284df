import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import { appliesAnywhere } from "../../../../modules/refunds/rules/eu/applies"
import type RefundsModuleService from "../../../../modules/refunds/service"
import { publicRoute, refuse } from "../tickets/visitor-route"

type Handler = (req: MedusaRequest, res: MedusaResponse) => Promise<void>

/** A call that a store without a right of withdrawal does not have. */
export const withdrawalRoute = (handle: Handler): Handler =>
  publicRoute(async (req, res) => {
    if (!appliesAnywhere(req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE).eu)) {
      refuse(res, 404, "NOT_OFFERED", "This store does not offer withdrawals here.")
      return
    }
    await handle(req, res)
  })

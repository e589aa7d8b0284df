import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listWithdrawals } from "../../../../workflows/withdrawals/lib/list-withdrawals"
import type { ListWithdrawals } from "./validators"

/** Withdrawals that were made, latest first, with whether the law holds them to be good. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { limit, offset, ...filters } = req.validatedQuery as ListWithdrawals
  const [withdrawals, count] = await listWithdrawals(req.scope, filters, { limit, offset })
  res.json({ withdrawals, count, offset, limit })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sorting } from "../validators"
import { readRebindRequests } from "./read-requests"
import type { ListRebindRequests } from "./validators"

/** Devices that asked for a seat, latest first. `?status=escalated` is what waits for an operator. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields: _fields, ...filters } = req.validatedQuery as ListRebindRequests
  const { desc } = sorting(order, "created_at")
  const { rebind_requests, count } = await readRebindRequests(req.scope, filters, { limit, offset, desc })
  res.json({ rebind_requests, count, offset, limit })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listTickets } from "../list-tickets"
import type { ListTickets } from "../validators"

/** The list of tickets, asked for in a body: an address that is searched for stays out of URLs and of what logs them. */
export const POST = async (req: AuthenticatedMedusaRequest<ListTickets>, res: MedusaResponse) => {
  res.json(await listTickets(req.scope, req.validatedBody, req.auth_context.actor_id))
}

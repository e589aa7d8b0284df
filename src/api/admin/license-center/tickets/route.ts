import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { operator } from "../actor"
import { listTickets } from "./list-tickets"
import { openTicket } from "./open-ticket"
import { readTicket } from "./read-ticket"
import type { ListTickets, OpenTicket } from "./validators"

/**
 * Tickets, the latest words first. `q` is a number, the beginning of an address, or words of subject and messages. An
 * address in a URL is seen by proxies: search for it by POST.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json(await listTickets(req.scope, req.validatedQuery as ListTickets, req.auth_context.actor_id))
}

/** Opens a ticket for a customer, who is mailed its private link. */
export const POST = async (req: AuthenticatedMedusaRequest<OpenTicket>, res: MedusaResponse) => {
  const { id, hidden } = await openTicket(req.scope, req.validatedBody, operator(req))
  res.json({ ticket: await readTicket(req.scope, id, req.auth_context.actor_id), hidden })
}

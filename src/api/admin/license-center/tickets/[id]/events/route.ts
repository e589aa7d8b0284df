import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../../../modules/support"
import type SupportModuleService from "../../../../../../modules/support/service"
import { withActorEmail } from "../../../with-actor-email"
import type { ListTicketEvents } from "../../validators"

/** What happened to a ticket, latest first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { limit, offset } = req.validatedQuery as ListTicketEvents
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  await support.retrieveSupportTicket(req.params.id!, { select: ["id"] })
  const [events, count] = await support.listAndCountSupportEvents(
    { ticket_id: req.params.id! },
    { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
  )
  res.json({ events: await withActorEmail(req.scope, events), count, offset, limit })
}

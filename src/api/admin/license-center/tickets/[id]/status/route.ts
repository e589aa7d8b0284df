import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeTicketWorkflow } from "../../../../../../workflows/support/workflows/change-ticket"
import { operator } from "../../../actor"
import { readTicket } from "../../read-ticket"
import { typedReason } from "../../typed"
import { ACTIONS, type ChangeStatus } from "../../validators"

/** Resolves, closes, opens, marks or releases a ticket. What does not fit its state is refused with what to do first. */
export const POST = async (req: AuthenticatedMedusaRequest<ChangeStatus>, res: MedusaResponse) => {
  const ticket_id = req.params.id!
  const { action, reason } = req.validatedBody
  const { result } = await changeTicketWorkflow(req.scope).run({
    input: { ticket_id, happening: ACTIONS[action], actor: operator(req), reason: typedReason(reason) },
  })
  res.json({ ticket: await readTicket(req.scope, ticket_id, req.auth_context.actor_id), changed: result })
}

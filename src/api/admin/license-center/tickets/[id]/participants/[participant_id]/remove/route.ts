import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeParticipantWorkflow } from "../../../../../../../../workflows/support/workflows/remove-participant"
import { operator } from "../../../../../actor"
import { readTicket } from "../../../../read-ticket"

/** Lets an address take part no longer: its links and visits end at once. Doing it twice is fine. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const ticket_id = req.params.id!
  await removeParticipantWorkflow(req.scope).run({
    input: { ticket_id, participant_id: req.params.participant_id!, actor: operator(req) },
  })
  res.json({ ticket: await readTicket(req.scope, ticket_id, req.auth_context.actor_id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addParticipantWorkflow } from "../../../../../../workflows/support/workflows/add-participant"
import { operator } from "../../../actor"
import { readTicket } from "../../read-ticket"
import type { AddParticipant } from "../../validators"

/** Lets another address take part: it is mailed a link of its own, by which it reads the whole thread. */
export const POST = async (req: AuthenticatedMedusaRequest<AddParticipant>, res: MedusaResponse) => {
  const ticket_id = req.params.id!
  const { email } = req.validatedBody
  await addParticipantWorkflow(req.scope).run({ input: { ticket_id, email, actor: operator(req) } })
  res.json({ ticket: await readTicket(req.scope, ticket_id, req.auth_context.actor_id) })
}

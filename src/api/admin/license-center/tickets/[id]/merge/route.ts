import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { mergeTicketsWorkflow } from "../../../../../../workflows/support/workflows/merge-tickets"
import { operator } from "../../../actor"
import { readTicket } from "../../read-ticket"
import { typedReason } from "../../typed"
import type { Merge } from "../../validators"

/** Moves what was written into another ticket of the same address, which is answered. Old links go on there. */
export const POST = async (req: AuthenticatedMedusaRequest<Merge>, res: MedusaResponse) => {
  const { into_id, reason } = req.validatedBody
  await mergeTicketsWorkflow(req.scope).run({
    input: { ticket_id: req.params.id!, into_id, reason: typedReason(reason), actor: operator(req) },
  })
  res.json({ ticket: await readTicket(req.scope, into_id, req.auth_context.actor_id) })
}

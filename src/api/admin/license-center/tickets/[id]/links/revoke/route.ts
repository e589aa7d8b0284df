import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { revokeTicketLinksWorkflow } from "../../../../../../../workflows/support/workflows/revoke-ticket-links"
import { operator } from "../../../../actor"
import { typedReason } from "../../../typed"
import type { RevokeLinks } from "../../../validators"

/** Ends one private link, or all of the ticket's, with the visits that they opened. */
export const POST = async (req: AuthenticatedMedusaRequest<RevokeLinks>, res: MedusaResponse) => {
  const { link_id, reason } = req.validatedBody
  const { result } = await revokeTicketLinksWorkflow(req.scope).run({
    input: { ticket_id: req.params.id!, link_id: link_id ?? null, reason: typedReason(reason), actor: operator(req) },
  })
  res.json({ revoked: result })
}

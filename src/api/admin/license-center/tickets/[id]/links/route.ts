import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../../../modules/support"
import type SupportModuleService from "../../../../../../modules/support/service"
import { mintTicketLinkWorkflow } from "../../../../../../workflows/support/workflows/mint-ticket-link"
import { operator } from "../../../actor"
import type { MintLink } from "../../validators"

/** Mails a new private link to someone who takes part. The link itself is in the mail only. */
export const POST = async (req: AuthenticatedMedusaRequest<MintLink>, res: MedusaResponse) => {
  const ticket_id = req.params.id!
  const { participant_id } = req.validatedBody
  const { result } = await mintTicketLinkWorkflow(req.scope).run({
    input: { ticket_id, participant_id, actor: operator(req) },
  })
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const { links } = await support.readThread(ticket_id, req.auth_context.actor_id, new Date())
  res.json({ link: links.find(({ id }) => id === result) })
}

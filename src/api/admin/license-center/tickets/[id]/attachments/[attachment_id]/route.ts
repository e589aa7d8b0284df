import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from "../../../../../../../modules/support"
import type SupportModuleService from "../../../../../../../modules/support/service"
import { discardTicketAttachmentWorkflow } from "../../../../../../../workflows/support/workflows/discard-attachment"
import { sendAttachment } from "../../../../../../license-center/send-attachment"

/** A file of a message, or one's own that was not sent yet; always as a download. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { id, attachment_id } = req.params as { id: string; attachment_id: string }
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const [attachment] = await support.listSupportAttachments({ id: attachment_id, ticket_id: id }, { take: 1 })
  if (!attachment || (!attachment.message_id && attachment.operator_id !== req.auth_context.actor_id)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "This ticket has no such file")
  }
  if (!(await sendAttachment(req, res, attachment))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "This file is not available any more")
  }
}

/** Takes one's own upload back that was not sent yet. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { attachment_id } = req.params as { attachment_id: string }
  await discardTicketAttachmentWorkflow(req.scope).run({
    input: { attachment_id, by: { operator_id: req.auth_context.actor_id } },
  })
  res.json({ id: attachment_id, object: "ticket_attachment", deleted: true })
}

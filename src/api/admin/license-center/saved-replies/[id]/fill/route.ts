import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../../../modules/support"
import { fillIn } from "../../../../../../modules/support/rules/saved-reply"
import type SupportModuleService from "../../../../../../modules/support/service"
import type { FillSavedReply } from "../../validators"
import { readValues } from "./read-values"

/** A saved reply with a ticket's values in it. `missing` are variables without one: they are left visible in the text. */
export const POST = async (req: AuthenticatedMedusaRequest<FillSavedReply>, res: MedusaResponse) => {
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const { body } = await support.retrieveSupportSavedReply(req.params.id!, { select: ["id", "body"] })
  const values = await readValues(req.scope, req.validatedBody.ticket_id, req.auth_context.actor_id)
  res.json(fillIn(body, values))
}

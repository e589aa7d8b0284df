import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../../modules/support"
import type SupportModuleService from "../../../../../modules/support/service"
import {
  deleteSavedReplyWorkflow,
  saveSavedReplyWorkflow,
} from "../../../../../workflows/support/workflows/saved-replies"
import { operator } from "../../actor"
import { typedReply } from "../typed-reply"
import type { UpdateSavedReply } from "../validators"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  res.json({ saved_reply: await support.retrieveSupportSavedReply(req.params.id!) })
}

export const POST = async (req: AuthenticatedMedusaRequest<UpdateSavedReply>, res: MedusaResponse) => {
  const id = req.params.id!
  await saveSavedReplyWorkflow(req.scope).run({
    input: { id, fields: typedReply(req.validatedBody), actor: operator(req) },
  })
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  res.json({ saved_reply: await support.retrieveSupportSavedReply(id) })
}

/** What was sent with it stays as it is. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id!
  await deleteSavedReplyWorkflow(req.scope).run({ input: { id, actor: operator(req) } })
  res.json({ id, object: "saved_reply", deleted: true })
}

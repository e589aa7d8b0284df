import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  deleteSavedReplyWorkflow,
  saveSavedReplyWorkflow,
} from "../../../../../workflows/support/workflows/saved-replies"
import { operator } from "../../actor"
import { readReply } from "../read-reply"
import { typedReply } from "../typed-reply"
import type { UpdateSavedReply } from "../validators"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ saved_reply: await readReply(req.scope, req.params.id!) })
}

export const POST = async (req: AuthenticatedMedusaRequest<UpdateSavedReply>, res: MedusaResponse) => {
  const id = req.params.id!
  await saveSavedReplyWorkflow(req.scope).run({
    input: { id, fields: typedReply(req.validatedBody), actor: operator(req) },
  })
  res.json({ saved_reply: await readReply(req.scope, id) })
}

/** What was sent with it stays as it is. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id!
  await deleteSavedReplyWorkflow(req.scope).run({ input: { id, actor: operator(req) } })
  res.json({ id, object: "saved_reply", deleted: true })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../modules/support"
import type SupportModuleService from "../../../../modules/support/service"
import { saveSavedReplyWorkflow } from "../../../../workflows/support/workflows/saved-replies"
import { operator } from "../actor"
import { readReply } from "./read-reply"
import { typedReply } from "./typed-reply"
import type { CreateSavedReply, ListSavedReplies } from "./validators"
import { withAuthors } from "./with-authors"

/** Saved replies by title; `q` searches title and text. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { q, limit, offset, order = "title", category } = req.validatedQuery as ListSavedReplies
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const direction = order.startsWith("-") ? "DESC" : "ASC"
  const [saved_replies, count] = await support.listAndCountSupportSavedReplies(
    { ...(q && { q }), ...(category && { category }) },
    { take: limit, skip: offset, order: { [order.replace(/^-/, "")]: direction, id: "ASC" } }
  )
  res.json({ saved_replies: await withAuthors(req.scope, saved_replies), count, offset, limit })
}

/** Writes a new one. `{{customer.first_name|there}}` and the like are filled in when it is used. */
export const POST = async (req: AuthenticatedMedusaRequest<CreateSavedReply>, res: MedusaResponse) => {
  const { result } = await saveSavedReplyWorkflow(req.scope).run({
    input: { fields: typedReply(req.validatedBody), actor: operator(req) },
  })
  res.json({ saved_reply: await readReply(req.scope, result) })
}

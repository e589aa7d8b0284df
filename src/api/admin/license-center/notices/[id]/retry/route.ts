import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { NOTICES_MODULE } from "../../../../../../modules/notices"
import type NoticesModuleService from "../../../../../../modules/notices/service"
import { retryNoticeWorkflow } from "../../../../../../workflows/notices"

/** Sends a failed mail again, now. 400 when it was sent already. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id!
  await retryNoticeWorkflow(req.scope).run({ input: { id } })
  res.json({ notice: await req.scope.resolve<NoticesModuleService>(NOTICES_MODULE).retrieveNotice(id) })
}

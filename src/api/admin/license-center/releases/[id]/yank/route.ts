import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeReleaseStatusWorkflow } from "../../../../../../workflows/releases/workflows/change-release-status"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"
import { readRelease } from "../../read-release"

/** Offers the release to nobody any more, at once. The reason is kept, and shown to operators. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  const { reason } = req.validatedBody
  await changeReleaseStatusWorkflow(req.scope).run({ input: { id, action: "yank", reason, actor: operator(req) } })
  res.json({ release: await readRelease(req.scope, id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeReleaseStatusWorkflow } from "../../../../../../workflows/releases/workflows/change-release-status"
import { operator } from "../../../actor"
import { readRelease } from "../../read-release"

/** Offers the release from now on. 400 with what is missing. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id!
  await changeReleaseStatusWorkflow(req.scope).run({ input: { id, action: "publish", actor: operator(req) } })
  res.json({ release: await readRelease(req.scope, id) })
}

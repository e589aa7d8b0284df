import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { saveReleaseWorkflow } from "../../../../../../workflows/releases/workflows/save-release"
import { operator } from "../../../actor"
import { readRelease } from "../../read-release"
import type { Rollout } from "../../validators"

/** To which part of the clients the release goes, in percent. More adds clients, 0 halts it. */
export const POST = async (req: AuthenticatedMedusaRequest<Rollout>, res: MedusaResponse) => {
  const id = req.params.id!
  await saveReleaseWorkflow(req.scope).run({ input: { id, fields: req.validatedBody, actor: operator(req) } })
  res.json({ release: await readRelease(req.scope, id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeArtifactWorkflow } from "../../../../../../../workflows/releases/workflows/artifacts"
import { operator } from "../../../../actor"

/** Takes a file out of a draft. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { id, artifact_id } = req.params as { id: string; artifact_id: string }
  await removeArtifactWorkflow(req.scope).run({ input: { release_id: id, artifact_id, actor: operator(req) } })
  res.json({ id: artifact_id, object: "artifact", deleted: true })
}

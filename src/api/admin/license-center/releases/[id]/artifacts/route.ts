import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addArtifactWorkflow } from "../../../../../../workflows/releases/workflows/artifacts"
import { operator } from "../../../actor"
import { readRelease } from "../../read-release"
import type { AddArtifact } from "../../validators"

/** Adds a file that lies elsewhere (`url`), or that was uploaded to Medusa's File module (`file_id`). */
export const POST = async (req: AuthenticatedMedusaRequest<AddArtifact>, res: MedusaResponse) => {
  const release_id = req.params.id!
  const { result } = await addArtifactWorkflow(req.scope).run({
    input: { release_id, artifact: req.validatedBody, actor: operator(req) },
  })
  const release = await readRelease(req.scope, release_id)
  res.json({ artifact: release.artifacts.find(({ id }: { id?: string }) => id === result), release })
}

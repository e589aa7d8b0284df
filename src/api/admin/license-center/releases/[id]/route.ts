import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeReleaseStatusWorkflow } from "../../../../../workflows/releases/workflows/change-release-status"
import { saveReleaseWorkflow } from "../../../../../workflows/releases/workflows/save-release"
import { operator } from "../../actor"
import { readRelease } from "../read-release"
import type { UpdateRelease } from "../validators"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ release: await readRelease(req.scope, req.params.id!) })
}

/** Changes the given fields. The version of a published release stays. */
export const POST = async (req: AuthenticatedMedusaRequest<UpdateRelease>, res: MedusaResponse) => {
  const id = req.params.id!
  await saveReleaseWorkflow(req.scope).run({ input: { id, fields: req.validatedBody, actor: operator(req) } })
  res.json({ release: await readRelease(req.scope, id) })
}

/** Discards a draft. A release that clients know is yanked instead. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id!
  await changeReleaseStatusWorkflow(req.scope).run({ input: { id, action: "discard", actor: operator(req) } })
  res.json({ id, object: "release", deleted: true })
}

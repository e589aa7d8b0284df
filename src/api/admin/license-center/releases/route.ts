import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RELEASES_MODULE } from "../../../../modules/releases"
import type ReleasesModuleService from "../../../../modules/releases/service"
import { saveReleaseWorkflow } from "../../../../workflows/releases/workflows/save-release"
import { operator } from "../actor"
import { sorting } from "../validators"
import { readRelease, withProducts } from "./read-release"
import type { CreateRelease, ListReleases } from "./validators"

/** Releases with their files, searched by version. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { q, limit, offset, order, fields: _fields, ...filters } = req.validatedQuery as ListReleases
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const { by, desc } = sorting(order, "created_at")
  const [found, count] = await releases.listAndCountReleases(
    { ...filters, ...(q && { q }) },
    { take: limit, skip: offset, order: { [by]: desc ? "DESC" : "ASC", id: "ASC" }, relations: ["artifacts"] }
  )
  res.json({ releases: await withProducts(req.scope, found), count, offset, limit })
}

/** Drafts a release. 400 for a version that is no semver, 422 when the product has it already. */
export const POST = async (req: AuthenticatedMedusaRequest<CreateRelease>, res: MedusaResponse) => {
  const { result } = await saveReleaseWorkflow(req.scope).run({
    input: { fields: req.validatedBody, actor: operator(req) },
  })
  res.json({ release: await readRelease(req.scope, result) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RELEASES_MODULE } from "../../../../../../modules/releases"
import type ReleasesModuleService from "../../../../../../modules/releases/service"
import type { ListEvents } from "../../../licenses/validators"
import { withActorEmail } from "../../../with-actor-email"

/** What happened to a release, latest first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { limit, offset } = req.validatedQuery as ListEvents
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  await releases.retrieveRelease(req.params.id!, { select: ["id"] })
  const [events, count] = await releases.listAndCountReleaseEvents(
    { release_id: req.params.id! },
    { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
  )
  res.json({ events: await withActorEmail(req.scope, events), count, offset, limit })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../../../modules/licensing"
import type LicensingModuleService from "../../../../../../modules/licensing/service"
import type { ListEvents } from "../../validators"
import { withActorEmail } from "../../../with-actor-email"

/** What happened to a license, latest first: who did what, and why. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { limit, offset } = req.validatedQuery as ListEvents
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const { id } = await licensing.retrieveLicenseSummary(req.params.id!)
  const [events, count] = await licensing.listAndCountLicenseEvents(
    { license_id: id },
    { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
  )
  res.json({ events: await withActorEmail(req.scope, events), count, offset, limit })
}

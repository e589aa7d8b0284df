import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../../../modules/licensing"
import type LicensingModuleService from "../../../../../modules/licensing/service"
import { RELEASES_MODULE } from "../../../../../modules/releases"
import { obstaclesOf, readVersion, resolveUpdate } from "../../../../../modules/releases/rules/resolve-update"
import type ReleasesModuleService from "../../../../../modules/releases/service"
import { clientOf, entitlementOf, rightsOf } from "../../../../license-center/v1/updates/decide"
import type { Explain } from "../../releases/validators"

const SHOWN = 50

/** What a license would be offered, and for each of the newest releases why it is not. */
export const POST = async (req: AuthenticatedMedusaRequest<Explain>, res: MedusaResponse) => {
  const { license_id, activation_id, version, os, ...asked } = req.validatedBody
  const current = version === undefined ? null : readVersion(version)
  if (version !== undefined && !current) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "version must be a semantic version like 1.4.0")
  }
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const license = await licensing.retrieveLicenseSummary(license_id)
  // What the sold software is judged by, asked for by id: an explanation by another rule would be a wrong one.
  const rights = await rightsOf(req.scope, license.product.id, {
    kind: "license",
    license_id,
    activation_id: activation_id ?? null,
  })
  const entitlement = entitlementOf(rights)
  const question = { ...asked, current, os_version: os, client_id: clientOf(rights), now: new Date() }
  const catalogue = await releases.catalogueOf(license.product.id)
  const { status, offer, newest, covered } = resolveUpdate(catalogue, question, entitlement)
  res.json({
    status,
    offer: offer?.version.version ?? null,
    newest: newest?.version.version ?? null,
    newest_covered: covered?.version.version ?? null,
    updates_until: license.updates_until,
    releases: catalogue.slice(0, SHOWN).map((release) => ({
      id: release.id,
      version: release.version.version,
      channel: release.channel,
      published_at: release.published_at,
      eligible_since: release.eligible_since,
      rollout_percent: release.rollout_percent,
      obstacles: obstaclesOf(release, question, entitlement),
    })),
  })
}

import type { MedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import type { UpdateCredential, UpdateRights } from "../../../../modules/licensing/services/update-rights"
import { RELEASES_MODULE } from "../../../../modules/releases"
import {
  filesFor,
  resolveUpdate,
  type Entitlement,
  type UpdateDecision,
  type UpdateQuestion,
} from "../../../../modules/releases/rules/resolve-update"
import type ReleasesModuleService from "../../../../modules/releases/service"
import type { CatalogueArtifact, CatalogueRelease } from "../../../../modules/releases/types"

export type Asked = Omit<UpdateQuestion<CatalogueArtifact>, "client_id" | "now">

export type Decided = {
  rights: UpdateRights
  decision: UpdateDecision<CatalogueRelease>
  /** Of the offer, those that the asker can install. */
  files: CatalogueArtifact[]
  now: Date
}

/** Which license asks, what its product has, and the one decision: two queries, three for who has no license. */
export async function decide(
  req: MedusaRequest,
  product: string,
  credential: UpdateCredential,
  asked: Asked
): Promise<Decided> {
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const now = new Date()
  const rights = await rightsOf(req.scope, product, credential)
  const question = { ...asked, now, client_id: clientOf(rights) }
  const catalogue = rights.product ? await releases.catalogueOf(rights.product.id) : []
  const decision = resolveUpdate(catalogue, question, entitlementOf(rights))
  return { rights, decision, now, files: decision.offer ? filesFor(decision.offer, question) : [] }
}

export const rightsOf = (
  scope: MedusaContainer,
  product: string,
  credential: UpdateCredential
): Promise<UpdateRights> => scope.resolve<LicensingModuleService>(LICENSING_MODULE).updateRights(product, credential)

export const entitlementOf = ({ licensed, license }: UpdateRights): Entitlement =>
  licensed && license ? { licensed: true, updates_until: license.updates_until } : { licensed: false }

/** Who it is to a rollout. */
export const clientOf = ({ activation_id, license }: UpdateRights): string | null =>
  activation_id ?? license?.id ?? null

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RELEASES_MODULE } from "../../../../modules/releases"
import type ReleasesModuleService from "../../../../modules/releases/service"

type Artifact = { size: string }

/** A release with its files and its product, as every admin route answers it. */
export async function readRelease(container: MedusaContainer, id: string) {
  const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const release = await releases.retrieveRelease(id, { relations: ["artifacts"] })
  const [shown] = await withProducts(container, [release])
  return shown!
}

export async function withProducts<Release extends { product_id: string; artifacts?: Artifact[] }>(
  container: MedusaContainer,
  releases: Release[]
) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const ids = [...new Set(releases.map((release) => release.product_id))]
  const { data } = ids.length
    ? await query.graph({ entity: "product", fields: ["id", "handle", "title"], filters: { id: ids } })
    : { data: [] }
  const products = new Map((data as { id: string }[]).map((product) => [product.id, product]))
  return releases.map((release) => ({
    ...release,
    artifacts: (release.artifacts ?? []).map((artifact) => ({ ...artifact, size: Number(artifact.size) })),
    product: products.get(release.product_id) ?? null,
  }))
}

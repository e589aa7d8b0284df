import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"
import type { Actor, ReleaseFields } from "../../../modules/releases/types"

export type SaveReleaseInput = { id?: string; fields: Partial<ReleaseFields>; actor: Actor }

/** Drafts a release of a product that the store has, or changes one. No compensation: it is an operator's decision. */
export const saveReleaseStep = createStep(
  { name: "license-center-save-release", noCompensation: true },
  async ({ id, fields, actor }: SaveReleaseInput, { container }) => {
    const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
    if (fields.product_id) {
      await learnProduct(container, fields.product_id)
    }
    if (id) {
      await releases.changeRelease(id, fields, actor)
      return new StepResponse(id)
    }
    const { product_id, version } = fields
    if (!product_id || !version) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "A release needs a product and a version")
    }
    return new StepResponse(await releases.draftRelease({ ...fields, product_id, version }, actor))
  }
)

/** The sold software asks by the product's handle, which the licensing module keeps, also before the first sale. */
async function learnProduct(container: MedusaContainer, id: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "product", fields: ["id", "handle", "title"], filters: { id } })
  const product = data[0] as { id: string; handle: string; title: string } | undefined
  if (!product) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Product ${id} was not found`)
  }
  await container.resolve<LicensingModuleService>(LICENSING_MODULE).learnProduct(product)
}

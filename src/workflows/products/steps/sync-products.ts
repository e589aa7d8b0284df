import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"

export const syncProductsStep = createStep(
  { name: "license-center-sync-products", noCompensation: true },
  async ({ ids }: { ids: string[] }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "product", fields: ["id", "handle", "title"], filters: { id: ids } })
    await container
      .resolve<LicensingModuleService>(LICENSING_MODULE)
      .syncProducts(data as { id: string; handle: string; title: string }[])
    return new StepResponse(ids)
  }
)

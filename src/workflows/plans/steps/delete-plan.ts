import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"

export type DeletePlanInput = { id: string; actor: Actor }

/** Takes a plan that no variant sells out of the lists. Licenses sold under it go on. */
export const deletePlanStep = createStep(
  { name: "license-center-delete-plan", noCompensation: true },
  async ({ id, actor }: DeletePlanInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    await licensing.retrieveLicensePlan(id)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "license_plan",
      fields: ["id", "product_variants.id"],
      filters: { id },
    })
    const [plan] = data as unknown as { product_variants?: ({ id: string } | null)[] }[]
    if (plan?.product_variants?.some(Boolean)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "The plan is still sold by a product variant. Detach it from its variants first"
      )
    }
    await licensing.deletePlan({ id, actor })
    return new StepResponse(id)
  }
)

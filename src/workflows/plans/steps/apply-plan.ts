import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor, LicensePlanDTO } from "../../../modules/licensing/types"

/** Lets the licenses that were sold under the plan follow it. No compensation: what follows is in the audit trail. */
export const applyPlanStep = createStep(
  { name: "license-center-apply-plan", noCompensation: true },
  async ({ plan, actor }: { plan: LicensePlanDTO; actor: Actor }, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    return new StepResponse(await licensing.applyPlanToLicenses(plan, actor))
  }
)

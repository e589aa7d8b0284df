import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { AllowRebindInput } from "../../../modules/licensing/services/rebinds"

/** No compensation: the software may have used the move by then. */
export const allowRebindStep = createStep(
  { name: "license-center-allow-rebind", noCompensation: true },
  async (input: AllowRebindInput, { container }) =>
    new StepResponse(await container.resolve<LicensingModuleService>(LICENSING_MODULE).allowRebind(input))
)

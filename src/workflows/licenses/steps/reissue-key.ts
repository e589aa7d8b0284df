import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { ReissueKeyInput } from "../../../modules/licensing/services/key-reissue"

/** No compensation: a key that leaked must not come back to life because telling others of it fails. */
export const reissueKeyStep = createStep(
  { name: "license-center-reissue-key", noCompensation: true },
  async (input: ReissueKeyInput, { container }) =>
    new StepResponse(await container.resolve<LicensingModuleService>(LICENSING_MODULE).reissueKey(input))
)

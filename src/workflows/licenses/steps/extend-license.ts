import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { ExtendLicenseInput } from "../../../modules/licensing/services/license-extend"

/** No compensation: an operator's decision holds, even if telling others of it fails. */
export const extendLicenseStep = createStep(
  { name: "license-center-extend-license", noCompensation: true },
  async (input: ExtendLicenseInput, { container }) =>
    new StepResponse(await container.resolve<LicensingModuleService>(LICENSING_MODULE).extendLicense(input))
)

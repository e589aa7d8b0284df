import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { ReleaseSeatInput } from "../../../modules/licensing/services/seat-release"

/** No compensation: the seat may be another device's by then. */
export const releaseSeatStep = createStep(
  { name: "license-center-release-seat", noCompensation: true },
  async (input: ReleaseSeatInput, { container }) =>
    new StepResponse(await container.resolve<LicensingModuleService>(LICENSING_MODULE).releaseSeat(input))
)

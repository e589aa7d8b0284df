import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"

/** At most this many batches a run, so that a run stays short. */
const BATCHES = 20

/** Without a previous secret there is nothing to move, and nothing is read. */
export const resealSecretsStep = createStep(
  { name: "license-center-reseal-secrets", noCompensation: true },
  async (_: void, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    let moved = 0
    if (licensing.options.previous_secret) {
      for (let batch = 0; batch < BATCHES; batch++) {
        const count = await licensing.resealSecrets()
        moved += count
        if (!count) {
          break
        }
      }
    }
    return new StepResponse({ moved })
  }
)

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"

export const rotateSigningKeysStep = createStep(
  { name: "license-center-rotate-signing-keys", noCompensation: true },
  async ({ actor }: { actor: Actor }, { container }) => {
    await container.resolve<LicensingModuleService>(LICENSING_MODULE).rotateSigningKeys(actor)
    return new StepResponse(null)
  }
)

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { StatusAction } from "../../../modules/licensing/rules/transitions"
import type { Actor } from "../../../modules/licensing/types"

export type ChangeLicenseStatusInput = { id: string; action: StatusAction; reason?: string | null; actor: Actor }

/** No compensation: an operator's decision holds, even if telling others of it fails. */
export const changeLicenseStatusStep = createStep(
  { name: "license-center-change-license-status", noCompensation: true },
  async (input: ChangeLicenseStatusInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const changed = await licensing.changeLicenseStatus({ ...input, because: "operator" })
    const { order_id } = await licensing.retrieveLicenseSummary(input.id)
    return new StepResponse({ changed, order_id })
  }
)

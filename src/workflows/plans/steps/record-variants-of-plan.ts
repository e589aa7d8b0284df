import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"

export type RecordVariantsOfPlanInput = {
  changes: { variant_id: string; plan_id: string | null; before: string | null }[]
  actor: Actor
}

/** Tells the audit trail which variants sell what from now on. Last, so that it never tells of what was undone. */
export const recordVariantsOfPlanStep = createStep(
  { name: "license-center-record-variants-of-plan", noCompensation: true },
  async ({ changes, actor }: RecordVariantsOfPlanInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    for (const { variant_id, plan_id, before } of changes) {
      if (plan_id !== before) {
        await licensing.recordAudit({
          name: plan_id ? "plan.attached" : "plan.detached",
          actor,
          plan_id: plan_id ?? before,
          data: { variant_id },
        })
      }
    }
    return new StepResponse(null)
  }
)

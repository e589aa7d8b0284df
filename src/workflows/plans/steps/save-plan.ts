import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"
import type { PlanFields } from "../../../modules/licensing/rules/plan"
import { planProblem } from "../../../modules/licensing/rules/plan"

export type SavePlanInput = { id?: string; fields: Partial<PlanFields>; actor: Actor }

/** Makes a plan, or changes the given fields of one. What the fields say together is checked here, on the whole plan. */
export const savePlanStep = createStep(
  "license-center-save-plan",
  async ({ id, fields, actor }: SavePlanInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const before = id ? await licensing.retrieveLicensePlan(id) : null
    const problem = planProblem({ ...before, ...fields } as PlanFields)
    if (problem) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, problem)
    }
    if (fields.code && fields.code !== before?.code) {
      const [taken] = await licensing.listLicensePlans({ code: fields.code }, { take: 1, withDeleted: true })
      if (taken) {
        throw new MedusaError(MedusaError.Types.INVALID_DATA, `A plan with the code "${fields.code}" exists already`)
      }
    }
    const plan = await licensing.savePlan({ id, fields, actor })
    return new StepResponse(plan, { id: plan.id, before: before && pick(before, fields) })
  },
  async (undo, { container }) => {
    if (!undo) {
      return
    }
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    if (undo.before) {
      await licensing.updateLicensePlans({ id: undo.id, ...undo.before })
    } else {
      await licensing.softDeleteLicensePlans(undo.id)
    }
  }
)

function pick(plan: object, fields: object): object {
  return Object.fromEntries(Object.keys(fields).map((key) => [key, (plan as Record<string, unknown>)[key]]))
}

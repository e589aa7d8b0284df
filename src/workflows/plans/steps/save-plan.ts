import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"
import type { PlanFields } from "../../../modules/licensing/rules/plan"
import { planProblem } from "../../../modules/licensing/rules/plan"

export type SavePlanInput = { id?: string; fields: Partial<PlanFields>; actor: Actor }

/**
 * Makes a plan, or changes the given fields of one. What the fields say together is checked here, on the whole plan.
 *
 * No compensation: it is an operator's decision, in the audit trail. When licenses that follow it fail half-way, the
 * plan that some of them follow already must not go back behind their backs: saving it again goes on.
 */
export const savePlanStep = createStep(
  { name: "license-center-save-plan", noCompensation: true },
  async ({ id, fields, actor }: SavePlanInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const before = id ? await licensing.retrieveLicensePlan(id) : null
    const problem = planProblem({ ...before, ...fields } as PlanFields)
    if (problem) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, problem)
    }
    if (fields.renewal_variant_id) {
      const query = container.resolve(ContainerRegistrationKeys.QUERY)
      const filters = { id: fields.renewal_variant_id }
      const { data } = await query.graph({ entity: "product_variant", fields: ["id"], filters })
      if (!data.length) {
        throw new MedusaError(MedusaError.Types.INVALID_DATA, "There is no such variant to sell as the renewal")
      }
    }
    if (fields.code && fields.code !== before?.code) {
      const [taken] = await licensing.listLicensePlans({ code: fields.code }, { take: 1, withDeleted: true })
      if (taken) {
        throw new MedusaError(MedusaError.Types.INVALID_DATA, `A plan with the code "${fields.code}" exists already`)
      }
    }
    const plan = await licensing.savePlan({ id, fields, actor })
    return new StepResponse(plan)
  }
)

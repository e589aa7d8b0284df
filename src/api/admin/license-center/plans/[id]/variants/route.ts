import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setVariantsOfPlanWorkflow } from "../../../../../../workflows/plans/workflows/set-variants-of-plan"
import { operator } from "../../../actor"
import { readPlan } from "../../read-plan"
import type { SetVariants } from "../../validators"

/** Attaches the plan to variants and detaches it from others. A variant's plan before is replaced. */
export const POST = async (req: AuthenticatedMedusaRequest<SetVariants>, res: MedusaResponse) => {
  const id = req.params.id!
  const { variants: current } = await readPlan(req.scope, id)
  const { add, remove } = req.validatedBody
  // Only this plan's own variants can be detached through it.
  const own = new Set(current.map((variant) => variant.id))
  const variants = [
    ...add.map((variant_id) => ({ variant_id, plan_id: id })),
    ...remove.filter((variant_id) => own.has(variant_id)).map((variant_id) => ({ variant_id, plan_id: null })),
  ]
  if (variants.length) {
    await setVariantsOfPlanWorkflow(req.scope).run({ input: { variants, actor: operator(req) } })
  }
  res.json({ plan: await readPlan(req.scope, id) })
}

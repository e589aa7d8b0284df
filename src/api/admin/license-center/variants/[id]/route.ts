import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setVariantsOfPlanWorkflow } from "../../../../../workflows/plans/workflows/set-variants-of-plan"
import { operator } from "../../actor"
import { readVariant } from "../read-variant"
import type { SetPlan } from "../validators"

/** The plan that a product variant sells, and what would make its buyers be asked for shipping. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ variant: await readVariant(req.scope, req.params.id!) })
}

/** Attaches a plan to the variant in place of the one before, or detaches it. Licenses already sold are not touched. */
export const POST = async (req: AuthenticatedMedusaRequest<SetPlan>, res: MedusaResponse) => {
  const variant_id = req.params.id!
  const { plan_id } = req.validatedBody
  await setVariantsOfPlanWorkflow(req.scope).run({
    input: { variants: [{ variant_id, plan_id }], actor: operator(req) },
  })
  res.json({ variant: await readVariant(req.scope, variant_id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deletePlanWorkflow } from "../../../../../workflows/plans/workflows/delete-plan"
import { savePlanWorkflow } from "../../../../../workflows/plans/workflows/save-plan"
import { operator } from "../../actor"
import { readPlan } from "../read-plan"
import type { UpdatePlan } from "../validators"

/** One plan, with its variants and the number of licenses sold under it. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ plan: await readPlan(req.scope, req.params.id!) })
}

/** Changes the given fields. Sold licenses keep what they were sold with, unless `apply_to_existing` is true. */
export const POST = async (req: AuthenticatedMedusaRequest<UpdatePlan>, res: MedusaResponse) => {
  const id = req.params.id!
  const { apply_to_existing, ...fields } = req.validatedBody
  const { result } = await savePlanWorkflow(req.scope).run({
    input: { id, fields, apply_to_existing, actor: operator(req) },
  })
  res.json({ plan: await readPlan(req.scope, id), licenses_updated: result.licenses_updated })
}

/** Takes the plan out of the lists; refused while a variant sells it. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id!
  await deletePlanWorkflow(req.scope).run({ input: { id, actor: operator(req) } })
  res.json({ id, object: "license_plan", deleted: true })
}

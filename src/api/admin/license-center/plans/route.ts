import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import { savePlanWorkflow } from "../../../../workflows/plans/workflows/save-plan"
import { operator } from "../actor"
import { sorting } from "../validators"
import { readPlan } from "./read-plan"
import type { CreatePlan, ListPlans } from "./validators"

/** Plans, searched by code or name. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { q, limit, offset, order } = req.validatedQuery as ListPlans
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const { by, desc } = sorting(order, "created_at")
  const [plans, count] = await licensing.listAndCountLicensePlans(
    { ...(q && { q }) },
    { take: limit, skip: offset, order: { [by]: desc ? "DESC" : "ASC" } }
  )
  res.json({ plans, count, offset, limit })
}

/** Makes a plan. 400 when its code is taken. */
export const POST = async (req: AuthenticatedMedusaRequest<CreatePlan>, res: MedusaResponse) => {
  const { result } = await savePlanWorkflow(req.scope).run({
    input: { fields: req.validatedBody, actor: operator(req) },
  })
  res.json({ plan: await readPlan(req.scope, result.plan.id) })
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { acknowledgeWarningWorkflow } from "../../../../../../workflows/payments/workflows/acknowledge-warning"
import { operator } from "../../../actor"

/** An operator has looked at a warning of fraud; who did so first is kept. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id!
  await acknowledgeWarningWorkflow(req.scope).run({ input: { id, actor: operator(req) } })
  res.json({ id, acknowledged: true })
}

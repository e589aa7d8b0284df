import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { redact } from "../../../../../../modules/support/rules/redact"
import { readWithdrawal } from "../../../../../../workflows/withdrawals/lib/list-withdrawals"
import { decideWithdrawalWorkflow } from "../../../../../../workflows/withdrawals/workflows/decide-withdrawal"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"

/** The store agrees; the money is paid back where refunds are. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  await decideWithdrawalWorkflow(req.scope).run({
    input: {
      id,
      decision: "accepted",
      reason: req.validatedBody.reason && redact(req.validatedBody.reason).text,
      actor: operator(req),
    },
  })
  res.json({ withdrawal: await readWithdrawal(req.scope, id) })
}

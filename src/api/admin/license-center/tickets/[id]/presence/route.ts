import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../../../../../modules/support"
import type SupportModuleService from "../../../../../../modules/support/service"
import { readOperators } from "../../../operators"
import type { Presence } from "../../validators"

/**
 * Says that the operator has the ticket open, every few seconds, and which message they have seen, and answers who else
 * has it open. Without a workflow: it is no change of the ticket, and nothing follows from it.
 */
export const POST = async (req: AuthenticatedMedusaRequest<Presence>, res: MedusaResponse) => {
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const { writing, seen_message_id } = req.validatedBody
  const found = await support.markPresence(
    req.params.id!,
    req.auth_context.actor_id,
    writing,
    seen_message_id ?? null,
    new Date()
  )
  const operators = await readOperators(
    req.scope,
    found.map(({ operator_id }) => operator_id)
  )
  const others = found.map(({ operator_id, state, at }) => {
    const known = operators.get(operator_id)
    return { operator_id, email: known?.email ?? null, name: known?.name ?? null, state, at }
  })
  res.json({ others })
}

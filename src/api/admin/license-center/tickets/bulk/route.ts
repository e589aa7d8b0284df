import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { changeTicketWorkflow } from "../../../../../workflows/support/workflows/change-ticket"
import { updateTicketWorkflow } from "../../../../../workflows/support/workflows/update-ticket"
import { operator } from "../../actor"
import { assertReferences } from "../references"
import { typedReason } from "../typed"
import { ACTIONS, type Bulk } from "../validators"

const NOT_CHANGED = "This one could not be changed: try again"
/** Failures that are no answer to what was asked. */
const OURS: string[] = [MedusaError.Types.DB_ERROR, MedusaError.Types.UNEXPECTED_STATE]

type Result = { id: string; changed: boolean; error: string | null }

/** Does the same to many tickets, each by itself and one after the other: what is refused for one is done for the rest. */
export const POST = async (req: AuthenticatedMedusaRequest<Bulk>, res: MedusaResponse) => {
  const { ids, action, assignee_id = null, reason } = req.validatedBody
  const actor = operator(req)
  if (action === "assign") {
    await assertReferences(req.scope, { assignee_id })
  }
  const change = async (ticket_id: string): Promise<boolean> => {
    if (action === "assign") {
      const input = { ticket_id, changes: { assignee_id }, actor }
      return (await updateTicketWorkflow(req.scope).run({ input })).result
    }
    const input = { ticket_id, happening: ACTIONS[action], actor, reason: typedReason(reason) }
    return (await changeTicketWorkflow(req.scope).run({ input })).result
  }
  const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  const results: Result[] = []
  for (const id of new Set(ids)) {
    results.push(await attempt(id, change, logger))
  }
  res.json({ results })
}

/** What was done for the others before is told in any case: who only read "500" would do it again. */
async function attempt(id: string, change: (id: string) => Promise<boolean>, logger: Logger): Promise<Result> {
  try {
    return { id, changed: await change(id), error: null }
  } catch (error) {
    const refusal = error as Partial<MedusaError>
    if (refusal.__isMedusaError && !OURS.includes(refusal.type ?? "")) {
      return { id, changed: false, error: refusal.message ?? NOT_CHANGED }
    }
    logger.error(`License Center: ticket ${id} could not be changed`, error as Error)
    return { id, changed: false, error: NOT_CHANGED }
  }
}

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { changeTicketWorkflow } from "../../../../../workflows/support/workflows/change-ticket"
import { updateTicketWorkflow } from "../../../../../workflows/support/workflows/update-ticket"
import { operator } from "../../actor"
import { assertReferences } from "../references"
import { typedReason } from "../typed"
import { ACTIONS, type Bulk } from "../validators"

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
  const results: Result[] = []
  for (const id of new Set(ids)) {
    results.push(await attempt(id, change))
  }
  res.json({ results })
}

async function attempt(id: string, change: (id: string) => Promise<boolean>): Promise<Result> {
  try {
    return { id, changed: await change(id), error: null }
  } catch (error) {
    // Anything else is a failure of ours: it is logged and answered as one, like everywhere.
    if (MedusaError.isMedusaError(error)) {
      return { id, changed: false, error: error.message }
    }
    throw error
  }
}

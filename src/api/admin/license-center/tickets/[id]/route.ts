import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { updateTicketWorkflow } from "../../../../../workflows/support/workflows/update-ticket"
import { operator } from "../../actor"
import { readTicket } from "../read-ticket"
import { assertReferences } from "../references"
import { typedLine } from "../typed"
import type { UpdateTicket } from "../validators"

/** One ticket with everything that was written in it. Reading changes nothing: what is read is said by the presence. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ ticket: await readTicket(req.scope, req.params.id!, req.auth_context.actor_id) })
}

/** Changes what a ticket is about, how urgent it is, and who answers it. `null` takes a value away. */
export const POST = async (req: AuthenticatedMedusaRequest<UpdateTicket>, res: MedusaResponse) => {
  const id = req.params.id!
  const { subject, ...changes } = req.validatedBody
  await assertReferences(req.scope, changes)
  await updateTicketWorkflow(req.scope).run({
    input: {
      ticket_id: id,
      changes: { ...changes, ...(subject !== undefined && { subject: subjectFrom(subject) }) },
      actor: operator(req),
    },
  })
  res.json({ ticket: await readTicket(req.scope, id, req.auth_context.actor_id) })
}

function subjectFrom(typed: string): string {
  const { text } = typedLine(typed)
  if (!text) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "A ticket needs a subject")
  }
  return text
}

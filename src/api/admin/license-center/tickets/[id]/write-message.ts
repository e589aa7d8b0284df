import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { writeAsOperatorWorkflow } from "../../../../../workflows/support/workflows/write-as-operator"
import { operator } from "../../actor"
import { readTicket } from "../read-ticket"
import { submissionOf, typedMessage } from "../typed"
import type { Reply } from "../validators"

/** What a reply and a note have in common. `hidden` says how much of what was typed was not kept. */
export async function writeMessage(req: AuthenticatedMedusaRequest<Reply>, kind: "public" | "note") {
  const ticket_id = req.params.id!
  const { message, attachments, status, submission } = req.validatedBody
  const { text, counts } = typedMessage(message)
  const actor = operator(req)
  const { result } = await writeAsOperatorWorkflow(req.scope).run({
    input: {
      ticket_id,
      kind,
      body: text,
      redactions: counts,
      actor,
      attachment_ids: attachments,
      status,
      submission: submissionOf(submission, actor.id ?? "", ticket_id, kind),
    },
  })
  const ticket = await readTicket(req.scope, ticket_id, req.auth_context.actor_id)
  return { ticket, message_id: result.message_id, hidden: counts }
}

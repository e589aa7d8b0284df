import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ResolvedSupport } from "../options"
import { nextStatus } from "../rules/ticket-status"
import type { DecisionInput, WrittenMessage } from "../types"
import { insertMessage, insertSystemMessage } from "./messages"
import { setStatus } from "./status-change"
import { countMessage } from "./ticket-messages"
import { userOf } from "./ticket-opening"
import { endOfMerges, lockFound } from "./ticket-row"
import { recordTicketEvent } from "./trail"

/**
 * Says in a ticket what was decided elsewhere, in whatever ticket it was merged into, and settles it. What is closed or
 * spam stays so, for the decision stands all the same.
 *
 * @returns null when there is no such ticket (any more)
 */
export async function insertDecision(
  trx: Knex.Transaction,
  { ticket_id, word, body, actor, submission }: DecisionInput,
  support: ResolvedSupport
): Promise<WrittenMessage | null> {
  const locked = await lockFound(trx, async (db) => {
    const end = await endOfMerges(db, ticket_id)
    return end && { ticket_id: end.id }
  })
  if (!locked) {
    return null
  }
  const { ticket } = locked
  const now = new Date()
  const step = nextStatus(ticket, "resolved", now, support.reopen_days)
  const status = "status" in step ? step.status : ticket.status
  if (word) {
    await insertSystemMessage(trx, ticket.id, word, now)
  }
  const message_id = await insertMessage(
    trx,
    {
      ticket_id: ticket.id,
      kind: "public",
      author_type: "operator",
      operator_id: actor.id ?? null,
      body,
      channel: "system",
      submission,
    },
    // After the word, which it says more than.
    new Date(now.getTime() + 1)
  )
  await setStatus(trx, ticket, status, now, support, {
    ...(status === "resolved" && { closed_at: now }),
    last_message_at: now,
    first_replied_at: ticket.first_replied_at ?? now,
    assignee_id: ticket.assignee_id ?? userOf(actor),
  })
  await countMessage(trx, ticket.id)
  await recordTicketEvent(trx, {
    name: "ticket.replied",
    ticket_id: ticket.id,
    actor,
    data: { message_id, ...(status !== ticket.status && { from: ticket.status, to: status }) },
  })
  return { message_id, ticket_id: ticket.id, number: ticket.number, follow_up: false, created: true }
}

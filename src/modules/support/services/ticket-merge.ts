import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import { nextStatus, type TicketStatus } from "../rules/ticket-status"
import type { Actor } from "../types"
import { setStatus } from "./status-change"
import {
  insertParticipant,
  insertSystemMessage,
  lockTicket,
  notAllowed,
  participantsOf,
  recordTicketEvent,
  type TicketRow,
} from "./ticket-row"

const UNANSWERED: TicketStatus[] = ["new", "open"]

/**
 * Moves what was written in a ticket into another one, with its links and visits: who follows an old link goes on there.
 * Only within one address: nobody may read another's words because of an operator's slip.
 */
export async function mergeTickets(
  trx: Knex.Transaction,
  id: string,
  into_id: string,
  { actor, reason }: { actor: Actor; reason: string | null },
  support: ResolvedSupport,
  now: Date
): Promise<void> {
  if (id === into_id) {
    throw notAllowed("A ticket cannot be merged into itself")
  }
  // Always in one order, so that two merges the other way round do not wait for each other.
  const locked = new Map<string, TicketRow>()
  for (const one of [id, into_id].sort()) {
    locked.set(one, await lockTicket(trx, one))
  }
  const source = locked.get(id)!
  const target = locked.get(into_id)!
  const step = nextStatus(source, "merged", now, support.reopen_days)
  if ("refused" in step) {
    throw notAllowed(step.refused)
  }
  if (source.email_key !== target.email_key) {
    throw notAllowed("These tickets are of two addresses. Only tickets of one address can be merged")
  }
  // Of two merges the other way round the second would make a circle.
  if (target.merged_into_id) {
    throw notAllowed("The other ticket was merged itself. Merge into the one that it went into")
  }
  const reply = nextStatus(
    target,
    UNANSWERED.includes(source.status) ? "customer_replied" : "note_added",
    now,
    support.reopen_days
  )
  if ("refused" in reply || target.status === "spam" || target.status === "held") {
    throw notAllowed("refused" in reply ? reply.refused : "The other ticket is spam or held. Take that back first")
  }
  if ("follow_up" in reply) {
    throw notAllowed("The other ticket was closed long ago. Merge it into this one instead")
  }
  await moveContents(trx, source, target)
  await insertSystemMessage(trx, source.id, "merged_away", now)
  await insertSystemMessage(trx, target.id, "merged_in", now)
  await setStatus(trx, source, "closed", now, support, { merged_into_id: target.id, message_count: 0 })
  await setStatus(trx, target, reply.status, now, support)
  await recount(trx, target.id)
  await recordTicketEvent(trx, {
    name: "ticket.merged_away",
    ticket_id: source.id,
    actor,
    reason,
    data: { into_id: target.id, from: source.status, to: "closed" },
  })
  await recordTicketEvent(trx, {
    name: "ticket.merged_in",
    ticket_id: target.id,
    actor,
    reason,
    data: { from_id: source.id, ...(reply.changed && { from: target.status, to: reply.status }) },
  })
}

async function moveContents(trx: Knex.Transaction, source: TicketRow, target: TicketRow): Promise<void> {
  const there = await participantsOf(trx, target.id)
  for (const { id: from, email, email_key, name } of await participantsOf(trx, source.id)) {
    const known = there.find((other) => other.email_key === email_key)
    const to = known?.id ?? (await insertParticipant(trx, { ticket_id: target.id, email, email_key, name }))
    await rows(
      trx,
      `UPDATE license_center_ticket_participant AS there SET proven_at = coalesce(there.proven_at, here.proven_at)
         FROM license_center_ticket_participant AS here WHERE there.id = ? AND here.id = ?`,
      [to, from]
    )
    for (const table of ["license_center_private_link", "license_center_ticket_visit"]) {
      await rows(
        trx,
        `UPDATE ${table} SET ticket_id = ?, participant_id = ?, updated_at = now() WHERE ticket_id = ? AND participant_id = ?`,
        [target.id, to, source.id, from]
      )
    }
    await rows(
      trx,
      `UPDATE license_center_ticket_message SET participant_id = ? WHERE ticket_id = ? AND participant_id = ?`,
      [to, source.id, from]
    )
  }
  // Of somebody who was removed: what nobody may use any more stays where it is.
  await rows(
    trx,
    `UPDATE license_center_ticket_message SET ticket_id = ?, merged_from_id = coalesce(merged_from_id, ticket_id),
            updated_at = now() WHERE ticket_id = ?`,
    [target.id, source.id]
  )
  await rows(trx, "UPDATE license_center_ticket_attachment SET ticket_id = ?, updated_at = now() WHERE ticket_id = ?", [
    target.id,
    source.id,
  ])
}

async function recount(trx: Knex.Transaction, ticket_id: string): Promise<void> {
  await rows(
    trx,
    `UPDATE license_center_ticket AS t SET message_count = m.count, last_message_at = m.last,
            last_customer_message_at = m.last_customer
       FROM (SELECT count(*) AS count, max(created_at) AS last,
                    max(created_at) FILTER (WHERE author_type = 'customer') AS last_customer
               FROM license_center_ticket_message WHERE ticket_id = ? AND kind = 'public') AS m
      WHERE t.id = ?`,
    [ticket_id, ticket_id]
  )
}

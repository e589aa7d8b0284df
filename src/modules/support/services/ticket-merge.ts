import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import { nextStatus, type TicketStatus } from "../rules/ticket-status"
import type { Actor } from "../types"
import { insertSystemMessage } from "./messages"
import { participantsOf } from "./participant-rows"
import { notAllowed } from "./refusals"
import { IS_DONE, setStatus } from "./status-change"
import { lockTicket, type TicketRow } from "./ticket-row"
import { recordTicketEvent } from "./trail"

const UNANSWERED: TicketStatus[] = ["new", "open"]
const UNDER_WAY: TicketStatus[] = [...UNANSWERED, "waiting_customer"]

/** The tickets whose status it changed. */
export type MergedTickets = { id: string; status: TicketStatus }[]

/**
 * Moves what was written in a ticket into another one, with its links and visits: who follows an old link goes on there.
 * Only when the same people take part in both: nobody may read another's words because of an operator's slip.
 */
export async function mergeTickets(
  trx: Knex.Transaction,
  id: string,
  into_id: string,
  { actor, reason }: { actor: Actor; reason: string | null },
  support: ResolvedSupport
): Promise<MergedTickets> {
  if (id === into_id) {
    throw notAllowed("A ticket cannot be merged into itself")
  }
  // Before the locks as well as under them: a repeated press waits for nothing, and holds up nobody.
  await refuseMerged(trx, id, into_id)
  // Always in one order, so that two merges the other way round do not wait for each other.
  const locked = new Map<string, TicketRow>()
  for (const one of [id, into_id].sort()) {
    locked.set(one, await lockTicket(trx, one))
  }
  const now = new Date()
  const source = locked.get(id)!
  const target = locked.get(into_id)!
  const reply = judge(source, target, now, support)
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
  return [
    ...(source.status === "closed" ? [] : [{ id: source.id, status: "closed" as const }]),
    ...(reply.changed ? [{ id: target.id, status: reply.status }] : []),
  ]
}

/** @returns what becomes of the target: a question that waits for an answer opens it. @throws MedusaError not_allowed */
function judge(source: TicketRow, target: TicketRow, now: Date, support: ResolvedSupport) {
  const step = nextStatus(source, "merged", now, support.reopen_days)
  if ("refused" in step) {
    throw notAllowed(step.refused)
  }
  if (target.merged_into_id) {
    throw notAllowed(MERGED_ITSELF)
  }
  if (source.email_key !== target.email_key) {
    throw notAllowed("These tickets are of two addresses. Only tickets of one address can be merged")
  }
  if (target.status === "spam" || target.status === "held") {
    throw notAllowed("The other ticket is spam or held. Take that back first")
  }
  // What is under way does not end by being moved to what is done.
  const opens = IS_DONE.includes(target.status) ? UNDER_WAY : UNANSWERED
  const happening = opens.includes(source.status) ? "customer_replied" : "note_added"
  const reply = nextStatus(target, happening, now, support.reopen_days)
  if ("refused" in reply) {
    throw notAllowed(reply.refused)
  }
  if ("follow_up" in reply) {
    throw notAllowed("The other ticket was closed long ago. Merge it into this one instead")
  }
  return reply
}

// Of two merges the other way round the second would make a circle.
const MERGED_ITSELF = "The other ticket was merged itself. Merge into the one that it went into"

async function refuseMerged(db: Db, id: string, into_id: string): Promise<void> {
  const merged = await rows<{ id: string }>(
    db,
    "SELECT id FROM license_center_ticket WHERE id IN (?, ?) AND merged_into_id IS NOT NULL",
    [id, into_id]
  )
  if (merged.length) {
    throw notAllowed(
      merged.some((ticket) => ticket.id === id)
        ? "This ticket was merged into another one. Go on there."
        : MERGED_ITSELF
    )
  }
}

async function moveContents(trx: Knex.Transaction, source: TicketRow, target: TicketRow): Promise<void> {
  const here = await participantsOf(trx, source.id)
  const there = await participantsOf(trx, target.id)
  const counterpart = (email_key: string) => there.find((other) => other.email_key === email_key)
  if (here.length !== there.length || !here.every(({ email_key }) => counterpart(email_key))) {
    throw notAllowed("Not the same addresses take part in these tickets. Take the others out first")
  }
  for (const { id: from, email_key } of here) {
    const to = counterpart(email_key)!.id
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
  await keepUnread(trx, source, target)
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

/** Whoever has not seen the source has not seen the target either, from now on. */
async function keepUnread(trx: Knex.Transaction, source: TicketRow, target: TicketRow): Promise<void> {
  await rows(
    trx,
    `UPDATE license_center_ticket_presence AS there SET read_at = NULL, updated_at = now()
       FROM license_center_ticket s
      WHERE there.ticket_id = ? AND s.id = ? AND s.last_customer_message_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM license_center_ticket_presence here
                         WHERE here.ticket_id = s.id AND here.operator_id = there.operator_id
                           AND here.read_at >= s.last_customer_message_at)`,
    [target.id, source.id]
  )
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

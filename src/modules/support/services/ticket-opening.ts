import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import { dueTimes } from "../rules/due-times"
import { cleanBody, normalizeEmail, titleFrom } from "../rules/intake"
import { redact } from "../rules/redact"
import { redactLine } from "../rules/redact-line"
import type { Actor, OpenedTicket, OpenTicketInput } from "../types"
import { insertFiles } from "./attachments"
import { insertMessage, insertSystemMessage } from "./messages"
import { oweLinks } from "./owed-links"
import { insertParticipant } from "./participant-rows"
import { invalid } from "./refusals"
import { recordTicketEvent } from "./trail"

/**
 * Writes a ticket with its first message, its participant and, unless it is held, the mail that it owes.
 *
 * @throws MedusaError invalid_data when the address is none or nothing is said
 */
export async function insertTicket(
  trx: Knex.Transaction,
  input: OpenTicketInput,
  support: ResolvedSupport,
  now: Date
): Promise<OpenedTicket> {
  const email = normalizeEmail(input.email)
  const body = cleanBody(input.body)
  if (!email) {
    throw invalid("This is not an email address")
  }
  if (!body) {
    throw invalid("A ticket needs a message")
  }
  const actor = input.actor ?? { type: "customer" as const }
  const byOperator = actor.type === "operator"
  const held = Boolean(input.hold_reason)
  const priority = input.priority ?? "normal"
  const due = held ? null : dueTimes(now, priority, support.targets, support.hours)
  const id = generateEntityId(undefined, "lctkt")
  const [next] = await rows<{ number: string }>(trx, "SELECT nextval('license_center_ticket_number') AS number")
  const number = Number(next!.number)
  await insert(trx, "license_center_ticket", {
    id,
    number,
    subject: redact(titleFrom(redactLine(input.subject).text, redact(body).text)).text,
    category: input.category,
    status: held ? "held" : byOperator ? "waiting_customer" : "new",
    priority,
    source: input.source,
    email: email.address,
    email_key: email.key,
    name: input.name ?? null,
    locale: input.locale ?? null,
    license_id: input.license_id ?? null,
    order_id: input.order_id ?? null,
    product_id: input.product_id ?? null,
    customer_id: input.customer_id ?? null,
    unproven_claims: input.unproven_claims ? JSON.stringify(input.unproven_claims) : null,
    assignee_id: byOperator ? userOf(actor) : null,
    first_reply_due_at: due?.first_reply_due_at ?? null,
    resolution_due_at: due?.resolution_due_at ?? null,
    first_replied_at: byOperator ? now : null,
    waiting_since: byOperator ? now : null,
    last_message_at: now,
    last_customer_message_at: byOperator ? null : now,
    message_count: 1,
    hold_reason: input.hold_reason ?? null,
    follow_up_of_id: input.follow_up_of_id ?? null,
    created_at: now,
  })
  const participant_id = await insertParticipant(trx, {
    ticket_id: id,
    email: email.address,
    email_key: email.key,
    name: input.name ?? null,
  })
  const message_id = await insertMessage(
    trx,
    {
      ticket_id: id,
      kind: "public",
      author_type: byOperator ? "operator" : "customer",
      operator_id: byOperator ? (actor.id ?? null) : null,
      participant_id: byOperator ? null : participant_id,
      body,
      channel: input.channel ?? (byOperator ? "admin" : "form"),
      redactions: input.redactions ?? null,
      submission: input.submission ?? null,
    },
    now
  )
  await insertFiles(trx, id, message_id, input.files ?? [])
  // A held mail only seems to belong to that ticket: nothing of it shows there.
  if (input.follow_up_of_id && !held) {
    await insertSystemMessage(trx, id, "follow_up", now)
  }
  await recordTicketEvent(trx, {
    name: "ticket.opened",
    ticket_id: id,
    actor: byOperator ? actor : { type: "customer", id: participant_id },
    data: { number, source: input.source, ...(held && { hold_reason: input.hold_reason }) },
  })
  if (!held) {
    await oweLinks(trx, id, [participant_id], byOperator ? "reply" : "opened", message_id)
  }
  return { id, number, message_id, created: true }
}

/** Who of the admin did it; null for an API key, which has no tickets of its own. */
export function userOf({ id }: Actor): string | null {
  return id?.startsWith("user_") ? id : null
}

/** The ticket that a submission made before. */
export async function openedBefore(db: Knex, submission: string): Promise<OpenedTicket | null> {
  const [row] = await rows<Omit<OpenedTicket, "created">>(
    db,
    `SELECT t.id, t.number, m.id AS message_id FROM license_center_ticket_message m
       JOIN license_center_ticket t ON t.id = m.ticket_id WHERE m.submission = ?`,
    [submission]
  )
  return row ? { ...row, created: false } : null
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import { MAX_FILES } from "../rules/attachment"
import { cleanBody } from "../rules/intake"
import { nextStatus, type TicketStatus } from "../rules/ticket-status"
import type { OperatorMessageInput, VisitorMessageInput, WrittenMessage } from "../types"
import { insertFiles } from "./attachments"
import { insertMessage, insertSystemMessage } from "./messages"
import { oweLinks } from "./owed-links"
import { participantsOf, type ParticipantRow } from "./participant-rows"
import { invalid, notAllowed, notFound } from "./refusals"
import { IS_DONE, setStatus, waitAnew } from "./status-change"
import { insertTicket, userOf } from "./ticket-opening"
import { endOfMerges, lockFound, lockTicket, type TicketRow } from "./ticket-row"
import { recordTicketEvent } from "./trail"

/** A customer's next message, where it belongs: in the ticket, in what that was merged into, or in one that follows it. */
export async function insertVisitorMessage(
  trx: Knex.Transaction,
  input: VisitorMessageInput,
  support: ResolvedSupport
): Promise<WrittenMessage> {
  const body = cleanBody(input.body)
  if (!body) {
    throw invalid("The message is empty")
  }
  const { ticket, participant } = await whereItBelongs(trx, input)
  // Not before its turn has come: what was seen meanwhile was seen without this.
  const now = new Date()
  const step = nextStatus(ticket, "customer_replied", now, support.reopen_days)
  if ("refused" in step) {
    throw notAllowed(step.refused)
  }
  if ("follow_up" in step) {
    return followUp(trx, ticket, participant, { ...input, body }, support, now)
  }
  const message_id = await insertMessage(
    trx,
    {
      ticket_id: ticket.id,
      kind: "public",
      author_type: "customer",
      participant_id: participant.id,
      body,
      channel: input.channel,
      redactions: input.redactions ?? null,
      submission: input.submission ?? null,
    },
    now
  )
  await takeFiles(trx, input, ticket.id, message_id)
  if (step.changed && IS_DONE.includes(ticket.status)) {
    await insertSystemMessage(trx, ticket.id, "reopened", now, participant.id)
  }
  await setStatus(trx, ticket, step.status, now, support, {
    last_message_at: now,
    last_customer_message_at: now,
  })
  await countMessage(trx, ticket.id)
  if (input.channel === "email") {
    await prove(trx, participant.id, now)
  }
  await recordTicketEvent(trx, {
    name: "ticket.customer_replied",
    ticket_id: ticket.id,
    actor: { type: "customer", id: participant.id },
    data: { message_id, channel: input.channel, ...(step.changed && { from: ticket.status, to: step.status }) },
  })
  return { message_id, ticket_id: ticket.id, number: ticket.number, follow_up: false, created: true }
}

/** An operator's reply, which owes a mail to everyone who takes part, or a note, which nobody else sees. */
export async function insertOperatorMessage(
  trx: Knex.Transaction,
  input: OperatorMessageInput,
  support: ResolvedSupport
): Promise<WrittenMessage> {
  const { ticket_id, kind, actor } = input
  const body = cleanBody(input.body)
  if (!body) {
    throw invalid("The message is empty")
  }
  const ticket = await lockTicket(trx, ticket_id)
  const now = new Date()
  const status = statusAfter(ticket, input, now, support)
  const message_id = await insertMessage(
    trx,
    {
      ticket_id,
      kind,
      author_type: "operator",
      operator_id: actor.id ?? null,
      body,
      channel: "admin",
      redactions: input.redactions ?? null,
      submission: input.submission ?? null,
    },
    now
  )
  await takeOperatorFiles(trx, input, message_id)
  if (kind === "public") {
    const participants = await participantsOf(trx, ticket_id)
    await oweLinks(
      trx,
      ticket_id,
      participants.map(({ id }) => id),
      "reply",
      message_id
    )
    if (status === "resolved" && ticket.status !== "resolved") {
      await insertSystemMessage(trx, ticket_id, "resolved", now)
    }
    await setStatus(trx, ticket, status, now, support, {
      ...(status === ticket.status && waitAnew(ticket, now, support)),
      // The time in which an answer opens it again counts from what there is to answer.
      ...(status === "resolved" && { closed_at: now }),
      last_message_at: now,
      first_replied_at: ticket.first_replied_at ?? now,
      // Whoever answers first has it, until somebody says otherwise.
      assignee_id: ticket.assignee_id ?? userOf(actor),
    })
    await countMessage(trx, ticket_id)
  }
  await recordTicketEvent(trx, {
    name: kind === "public" ? "ticket.replied" : "ticket.note_added",
    ticket_id,
    actor,
    data: {
      message_id,
      ...(status !== ticket.status && { from: ticket.status, to: status }),
      ...(kind === "public" && !ticket.assignee_id && userOf(actor) && { assignee_id: userOf(actor) }),
    },
  })
  return { message_id, ticket_id, number: ticket.number, follow_up: false, created: true }
}

/** The message that a submission made before. @param asked the ticket that it was written for */
export async function writtenBefore(db: Knex, submission: string, asked: string): Promise<WrittenMessage | null> {
  const [row] = await rows<{ message_id: string; ticket_id: string; number: number; follow_up_of_id: string | null }>(
    db,
    `SELECT m.id AS message_id, t.id AS ticket_id, t.number, t.follow_up_of_id
       FROM license_center_ticket_message m JOIN license_center_ticket t ON t.id = m.ticket_id
      WHERE m.submission = ?`,
    [submission]
  )
  if (!row) {
    return null
  }
  const { follow_up_of_id, ...written } = row
  const follow_up = follow_up_of_id !== null && follow_up_of_id === (await endOfMerges(db, asked))?.id
  return { ...written, follow_up, created: false }
}

/** @throws MedusaError not_allowed when the participant was removed */
async function whereItBelongs(
  trx: Knex.Transaction,
  { ticket_id, participant_id }: VisitorMessageInput
): Promise<{ ticket: TicketRow; participant: ParticipantRow }> {
  const locked = await lockFound(trx, async (db) => {
    const end = await endOfMerges(db, ticket_id)
    return end && { ticket_id: end.id }
  })
  if (!locked) {
    throw notFound(`Ticket ${ticket_id}`)
  }
  const { ticket } = locked
  const [wrote] = await rows<ParticipantRow>(
    trx,
    "SELECT id, ticket_id, email, email_key, name FROM license_center_ticket_participant WHERE id = ?",
    [participant_id]
  )
  const participants = await participantsOf(trx, ticket.id)
  const participant = participants.find(({ email_key }) => email_key === wrote?.email_key)
  if (!participant) {
    throw notAllowed("This address does not take part in the ticket any more")
  }
  return { ticket, participant }
}

/** The ticket was closed too long ago: the words go into a new one, or into the one that follows it already. */
async function followUp(
  trx: Knex.Transaction,
  ticket: TicketRow,
  participant: ParticipantRow,
  input: VisitorMessageInput,
  support: ResolvedSupport,
  now: Date
): Promise<WrittenMessage> {
  const [open] = await rows<{ id: string; participant_id: string }>(
    trx,
    `SELECT t.id, p.id AS participant_id FROM license_center_ticket t
       JOIN license_center_ticket_participant p ON p.ticket_id = t.id AND p.email_key = ? AND p.removed_at IS NULL
      WHERE t.follow_up_of_id = ? AND t.deleted_at IS NULL AND t.merged_into_id IS NULL
        AND t.status IN ('new', 'open', 'waiting_customer') ORDER BY t.created_at LIMIT 1`,
    [participant.email_key, ticket.id]
  )
  if (open) {
    const written = await insertVisitorMessage(
      trx,
      { ...input, ticket_id: open.id, participant_id: open.participant_id },
      support
    )
    return { ...written, follow_up: true }
  }
  const { license_id, order_id, customer_id } = ticket
  const opened = await insertTicket(
    trx,
    {
      // What belongs to whoever asked is nothing of a colleague's who takes part.
      ...(participant.email_key === ticket.email_key && { license_id, order_id, customer_id }),
      source: input.channel === "email" ? "email" : "hosted",
      email: participant.email,
      name: participant.name,
      subject: ticket.subject,
      body: input.body,
      category: ticket.category,
      locale: ticket.locale,
      product_id: ticket.product_id,
      redactions: input.redactions ?? null,
      submission: input.submission ?? null,
      follow_up_of_id: ticket.id,
      channel: input.channel,
    },
    support,
    now
  )
  await takeFiles(trx, input, opened.id, opened.message_id)
  await insertSystemMessage(trx, ticket.id, "followed_up", now)
  await recordTicketEvent(trx, {
    name: "ticket.followed_up",
    ticket_id: ticket.id,
    actor: { type: "customer", id: participant.id },
    data: { ticket_id: opened.id },
  })
  return { message_id: opened.message_id, ticket_id: opened.id, number: opened.number, follow_up: true, created: true }
}

function statusAfter(
  ticket: TicketRow,
  input: OperatorMessageInput,
  now: Date,
  support: ResolvedSupport
): TicketStatus {
  const after = (status: TicketStatus, happening: Parameters<typeof nextStatus>[1]): TicketStatus => {
    const step = nextStatus({ ...ticket, status }, happening, now, support.reopen_days)
    if ("refused" in step) {
      throw notAllowed(step.refused)
    }
    return "status" in step ? step.status : status
  }
  if (input.kind === "note") {
    return after(ticket.status, "note_added")
  }
  const replied = after(ticket.status, "operator_replied")
  switch (input.status) {
    case "resolved":
      return after(replied, "resolved")
    case "open":
      return after(replied, "set_open")
    case "waiting_customer":
      return after(replied, "set_waiting")
    default:
      return replied
  }
}

/** Uploads of this visit and files of a mail become the message's. */
async function takeFiles(
  trx: Knex.Transaction,
  { attachment_ids = [], visit_id, files = [] }: VisitorMessageInput,
  ticket_id: string,
  message_id: string
): Promise<void> {
  await insertFiles(trx, ticket_id, message_id, files)
  if (visit_id) {
    await bind(trx, attachment_ids, "visit_id = ?", visit_id, { ticket_id, message_id })
  }
}

async function takeOperatorFiles(
  trx: Knex.Transaction,
  { attachment_ids = [], actor, ticket_id }: OperatorMessageInput,
  message_id: string
): Promise<void> {
  await bind(trx, attachment_ids, "operator_id = ?", actor.id ?? "", { ticket_id, message_id })
}

async function bind(
  trx: Knex.Transaction,
  attachment_ids: string[],
  owner: "visit_id = ?" | "operator_id = ?",
  owner_id: string,
  to: { ticket_id: string; message_id: string }
): Promise<void> {
  const ids = [...new Set(attachment_ids)]
  if (!ids.length) {
    return
  }
  if (ids.length > MAX_FILES) {
    throw invalid(`A message takes at most ${MAX_FILES} files`)
  }
  const taken = await rows(
    trx,
    `UPDATE license_center_ticket_attachment SET message_id = ?, ticket_id = ?, updated_at = now()
      WHERE id IN (SELECT jsonb_array_elements_text(?::jsonb)) AND ${owner} AND message_id IS NULL AND deleted_at IS NULL
      RETURNING id`,
    [to.message_id, to.ticket_id, JSON.stringify(ids), owner_id]
  )
  if (taken.length !== ids.length) {
    throw invalid("A file is not there any more. Upload it again")
  }
}

export async function countMessage(trx: Knex.Transaction, ticket_id: string): Promise<void> {
  await rows(trx, "UPDATE license_center_ticket SET message_count = message_count + 1 WHERE id = ?", [ticket_id])
}

async function prove(trx: Knex.Transaction, participant_id: string, now: Date): Promise<void> {
  await rows(
    trx,
    `UPDATE license_center_ticket_participant SET proven_at = coalesce(proven_at, ?), updated_at = now() WHERE id = ?`,
    [now, participant_id]
  )
}

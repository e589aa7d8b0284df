import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows, type Db } from "../../../lib/database"
import type { Actor } from "../../../lib/actor"
import type { Priority } from "../rules/due-times"
import { redact, addCounts, isRedacted, nothingRedacted, type RedactionCounts } from "../rules/redact"
import type { TicketStatus } from "../rules/ticket-status"
import type { Category, Channel, LinkKind, Source, SystemMessage } from "../rules/words"
import type { StoredFile } from "../types"

/** A ticket as its desk needs it, under the row's lock. */
export type TicketRow = {
  id: string
  number: number
  subject: string
  category: Category
  status: TicketStatus
  priority: Priority
  source: Source
  email: string
  email_key: string
  name: string | null
  locale: string | null
  license_id: string | null
  order_id: string | null
  product_id: string | null
  customer_id: string | null
  assignee_id: string | null
  created_at: Date
  first_reply_due_at: Date | null
  resolution_due_at: Date | null
  first_replied_at: Date | null
  waiting_since: Date | null
  warned_at: Date | null
  closed_at: Date | null
  merged_into_id: string | null
}

const COLUMNS = `id, number, subject, category, status, priority, source, email, email_key, name, locale, license_id,
  order_id, product_id, customer_id, assignee_id, created_at, first_reply_due_at, resolution_due_at, first_replied_at,
  waiting_since, warned_at, closed_at, merged_into_id`

const TIMES = [
  "created_at",
  "first_reply_due_at",
  "resolution_due_at",
  "first_replied_at",
  "waiting_since",
  "warned_at",
  "closed_at",
] as const

/** Medusa's pool gives times as text. */
export function withDates<Row extends object>(row: Row, fields: readonly (keyof Row)[]): Row {
  const dates = fields.map((field) => [field, row[field] === null ? null : new Date(row[field] as string)])
  return { ...row, ...Object.fromEntries(dates) } as Row
}

/** @throws MedusaError not_found */
export async function lockTicket(trx: Knex.Transaction, id: string): Promise<TicketRow> {
  const [row] = await rows<TicketRow>(
    trx,
    `SELECT ${COLUMNS} FROM license_center_ticket WHERE id = ? AND deleted_at IS NULL FOR UPDATE`,
    [id]
  )
  if (!row) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Ticket ${id} was not found`)
  }
  return withDates(row, TIMES)
}

export type TicketValues = Partial<Record<string, string | number | Date | null>>

/** `values` by our own column names. */
export async function updateTicket(trx: Knex.Transaction, id: string, values: TicketValues): Promise<void> {
  const columns = Object.keys(values)
  if (columns.length) {
    await rows(
      trx,
      `UPDATE license_center_ticket SET ${columns.map((column) => `${column} = ?`).join(", ")}, updated_at = now()
        WHERE id = ?`,
      [...columns.map((column) => values[column]), id]
    )
  }
}

/**
 * Writes an audit event in the transaction of the change it tells of: both happen, or neither. Its time is that of the
 * change, under the ticket's lock.
 */
export async function recordTicketEvent(
  db: Db,
  entry: {
    name: string
    ticket_id: string
    actor: Actor
    reason?: string | null
    data?: Record<string, unknown> | null
  }
): Promise<void> {
  await rows(
    db,
    `INSERT INTO license_center_ticket_event (id, name, ticket_id, actor_type, actor_id, reason, data, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp())`,
    [
      generateEntityId(undefined, "lctevt"),
      entry.name,
      entry.ticket_id,
      entry.actor.type,
      entry.actor.id ?? null,
      entry.reason ?? null,
      entry.data ? JSON.stringify(entry.data) : null,
    ]
  )
}

export type NewMessage = {
  ticket_id: string
  kind: "public" | "note" | "system"
  author_type: "customer" | "operator" | "system"
  operator_id?: string | null
  participant_id?: string | null
  body: string
  channel: Channel
  redactions?: RedactionCounts | null
  submission?: string | null
}

/**
 * The last guard of the rule that no card number, key or secret is stored: whoever calls has redacted before, which
 * makes this find nothing.
 *
 * @returns the message's id
 */
export async function insertMessage(trx: Knex.Transaction, message: NewMessage, now: Date): Promise<string> {
  const id = generateEntityId(undefined, "lcmsg")
  const guarded = message.kind === "system" ? { text: message.body, counts: nothingRedacted } : redact(message.body)
  const redactions = addCounts(message.redactions ?? nothingRedacted, guarded.counts)
  await insert(trx, "license_center_ticket_message", {
    id,
    ticket_id: message.ticket_id,
    kind: message.kind,
    author_type: message.author_type,
    operator_id: message.operator_id ?? null,
    participant_id: message.participant_id ?? null,
    body: guarded.text,
    channel: message.channel,
    redactions: isRedacted(redactions) ? JSON.stringify(redactions) : null,
    submission: message.submission ?? null,
    created_at: now,
  })
  return id
}

export function insertSystemMessage(
  trx: Knex.Transaction,
  ticket_id: string,
  body: SystemMessage,
  now: Date
): Promise<string> {
  return insertMessage(trx, { ticket_id, kind: "system", author_type: "system", body, channel: "system" }, now)
}

/** Owes a mail with a private link to each of them. @returns the links' ids */
export async function oweLinks(
  trx: Knex.Transaction,
  ticket_id: string,
  participant_ids: string[],
  kind: LinkKind,
  message_id: string | null = null
): Promise<string[]> {
  const ids: string[] = []
  for (const participant_id of participant_ids) {
    const id = generateEntityId(undefined, "lclnk")
    await insert(trx, "license_center_private_link", { id, ticket_id, participant_id, kind, message_id })
    ids.push(id)
  }
  return ids
}

export type ParticipantRow = { id: string; ticket_id: string; email: string; email_key: string; name: string | null }

/** Who takes part now. */
export function participantsOf(db: Db, ticket_id: string): Promise<ParticipantRow[]> {
  return rows<ParticipantRow>(
    db,
    `SELECT id, ticket_id, email, email_key, name FROM license_center_ticket_participant
      WHERE ticket_id = ? AND removed_at IS NULL AND deleted_at IS NULL ORDER BY created_at, id`,
    [ticket_id]
  )
}

export async function insertParticipant(
  trx: Knex.Transaction,
  participant: Omit<ParticipantRow, "id">
): Promise<string> {
  const id = generateEntityId(undefined, "lcpar")
  await insert(trx, "license_center_ticket_participant", { id, ...participant })
  return id
}

/** Files that are part of a message from the beginning: those of a mail. */
export async function insertFiles(
  trx: Knex.Transaction,
  ticket_id: string,
  message_id: string,
  files: StoredFile[]
): Promise<void> {
  for (const file of files) {
    await insert(trx, "license_center_ticket_attachment", {
      id: generateEntityId(undefined, "lcatt"),
      ticket_id,
      message_id,
      filename: file.filename,
      mime_type: file.mime_type,
      size: file.size,
      sha256: file.sha256,
      file_id: file.file_id,
    })
  }
}

export const notAllowed = (message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
export const invalid = (message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message)

/** Whether a write failed because the submission made its message before. */
export function isRepeated(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === "23505" && constraint === "IDX_license_center_ticket_message_submission_unique"
}

import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert } from "../../../lib/database"
import { addCounts, isRedacted, nothingRedacted, redact, type RedactionCounts } from "../rules/redact"
import type { Channel, SystemMessage } from "../rules/words"

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
  now: Date,
  /** Who did it, when it was somebody who takes part. */
  participant_id: string | null = null
): Promise<string> {
  const message = { ticket_id, kind: "system", author_type: "system", participant_id, body, channel: "system" } as const
  return insertMessage(trx, message, now)
}

/** Whether a write failed because the submission made its message before. */
export function isRepeated(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === "23505" && constraint === "IDX_license_center_ticket_message_submission_unique"
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import type { Priority } from "../rules/due-times"
import type { TicketStatus } from "../rules/ticket-status"
import type { Category, Source } from "../rules/words"
import { dated } from "./dated"
import { notFound } from "./refusals"

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
  hold_reason: string | null
  released_at: Date | null
  merged_into_id: string | null
  /** See the rule of the status. */
  is_held_back: boolean
}

const COLUMNS = `id, number, subject, category, status, priority, source, email, email_key, name, locale, license_id,
  order_id, product_id, customer_id, assignee_id, created_at, first_reply_due_at, resolution_due_at, first_replied_at,
  waiting_since, warned_at, closed_at, hold_reason, released_at, merged_into_id,
  hold_reason IS NOT NULL AND released_at IS NULL AS is_held_back`

/** @throws MedusaError not_found */
export async function lockTicket(trx: Knex.Transaction, id: string): Promise<TicketRow> {
  const [row] = await rows<TicketRow>(
    trx,
    `SELECT ${COLUMNS} FROM license_center_ticket WHERE id = ? AND deleted_at IS NULL FOR UPDATE`,
    [id]
  )
  if (!row) {
    throw notFound(`Ticket ${id}`)
  }
  return dated(row)
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

/** Merges that lead on to another one. */
const MOST_MERGES = 50

/** Where a ticket's talk goes on: itself, or what it was merged into, to the end. Null when there is no such ticket. */
export async function endOfMerges(db: Db, ticket_id: string): Promise<Pick<TicketRow, "id" | "status"> | null> {
  const [row] = await rows<Pick<TicketRow, "id" | "status">>(
    db,
    `WITH RECURSIVE trail AS (
       SELECT id, status, merged_into_id, 0 AS place FROM license_center_ticket WHERE id = ? AND deleted_at IS NULL
        UNION ALL
       SELECT t.id, t.status, t.merged_into_id, place + 1 FROM license_center_ticket t JOIN trail ON t.id = trail.merged_into_id
        WHERE t.deleted_at IS NULL AND place < ?
     ) SELECT id, status FROM trail ORDER BY place DESC LIMIT 1`,
    [ticket_id, MOST_MERGES]
  )
  return row ?? null
}

class Moved extends Error {}

/**
 * Locks the ticket that `find` names. A merge may move what was found while its lock is waited for: then the lock is
 * given back, and it is looked for again. Whoever held on to it would wait for the other ticket in the wrong order.
 *
 * @returns what was found, as it is under the lock; null when there is nothing (any more)
 */
export async function lockFound<Found extends { ticket_id: string }>(
  trx: Knex.Transaction,
  find: (db: Db) => Promise<Found | null>
): Promise<{ ticket: TicketRow; found: Found } | null> {
  for (;;) {
    const before = await find(trx)
    if (!before) {
      return null
    }
    try {
      // A savepoint: rolling back to it is what gives the lock back.
      return await trx.transaction(async (attempt) => {
        const ticket = await lockTicket(attempt, before.ticket_id)
        const found = await find(attempt)
        if (found?.ticket_id !== ticket.id || ticket.merged_into_id) {
          throw new Moved()
        }
        return { ticket, found }
      })
    } catch (error) {
      if (!(error instanceof Moved)) {
        throw error
      }
    }
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { Actor } from "../types"
import { recordTicketEvent } from "./trail"

export type PersonTicket = { id: string; own: boolean }

/** What one address has written in tickets: to be given out, and to be forgotten. */
export class Persons {
  constructor(private readonly knex: Knex) {}

  /** Tickets of an address, and those that it takes or took part in. @param email in lower case */
  find(email: string): Promise<PersonTicket[]> {
    return rows(
      this.knex,
      `SELECT t.id, t.email_key = ? AS own FROM license_center_ticket t
        WHERE t.email_key = ?
           OR EXISTS (SELECT 1 FROM license_center_ticket_participant p WHERE p.ticket_id = t.id AND p.email_key = ?)
        ORDER BY t.id`,
      [email, email, email]
    )
  }

  /**
   * Own tickets with what was said in public; notes are the store's own. Of other people's only that there is one, and
   * what the person wrote there.
   */
  async read(email: string): Promise<Record<string, unknown[]>> {
    const found = await this.find(email)
    const ids = found.map(({ id }) => id)
    const own = found.flatMap((ticket) => (ticket.own ? ticket.id : []))
    const of = (text: string, values: unknown[]) => rows<object>(this.knex, text, values)
    const [own_tickets, other_tickets, messages, attachments] = await Promise.all([
      of(
        `SELECT id, number, subject, category, status, email, name, locale, license_id, order_id, created_at, closed_at
           FROM license_center_ticket WHERE id = ANY(?) ORDER BY number`,
        [own]
      ),
      of(
        `SELECT id, number, created_at, closed_at FROM license_center_ticket
          WHERE id = ANY(?) AND id <> ALL(?) ORDER BY number`,
        [ids, own]
      ),
      of(
        `SELECT m.id, m.ticket_id, m.author_type AS author, m.body, m.created_at FROM license_center_ticket_message m
           LEFT JOIN license_center_ticket_participant p ON p.id = m.participant_id
          WHERE m.ticket_id = ANY(?) AND (m.ticket_id = ANY(?) OR p.email_key = ?) AND m.kind = 'public'
            AND m.deleted_at IS NULL ORDER BY m.created_at, m.id`,
        [ids, own, email]
      ),
      of(
        `SELECT a.id, a.ticket_id, a.filename, a.mime_type, a.size, a.created_at
           FROM license_center_ticket_attachment a JOIN license_center_ticket_message m ON m.id = a.message_id
           LEFT JOIN license_center_ticket_participant p ON p.id = m.participant_id
          WHERE a.ticket_id = ANY(?) AND (a.ticket_id = ANY(?) OR p.email_key = ?) AND m.kind = 'public'
            AND a.deleted_at IS NULL ORDER BY a.created_at, a.id`,
        [ids, own, email]
      ),
    ])
    return { tickets: [...own_tickets, ...other_tickets], messages, attachments }
  }

  /**
   * Files that have to be gone before their rows are: all of the person's own tickets, else what they sent. Those that
   * were never attached or are deleted too: a crash may have left their file behind, and their name still stands there.
   */
  filesOf(ticket_id: string, email: string): Promise<{ id: string; file_id: string }[]> {
    return rows(
      this.knex,
      `SELECT a.id, a.file_id FROM license_center_ticket_attachment a
         JOIN license_center_ticket t ON t.id = a.ticket_id
         LEFT JOIN license_center_ticket_message m ON m.id = a.message_id
         LEFT JOIN license_center_ticket_visit v ON v.id = a.visit_id
         LEFT JOIN license_center_ticket_participant p ON p.id IN (m.participant_id, v.participant_id)
        WHERE a.ticket_id = ? AND a.file_id <> 'erased' AND (t.email_key = ? OR p.email_key = ?)
        GROUP BY a.id`,
      [ticket_id, email, email]
    )
  }

  async forgetFiles(ids: string[]): Promise<void> {
    await rows(
      this.knex,
      `UPDATE license_center_ticket_attachment SET filename = 'erased', file_id = 'erased',
              deleted_at = coalesce(deleted_at, now()), updated_at = now() WHERE id = ANY(?)`,
      [ids]
    )
  }

  /**
   * Empties a ticket of the person: all of it when it was theirs, else what they wrote. Numbers, times and states stay.
   * Their links open nothing any more.
   */
  async erase(
    ticket_id: string,
    email: string,
    { tombstone, actor, reason }: { tombstone: string; actor: Actor; reason: string }
  ): Promise<void> {
    await this.knex.transaction(async (trx) => {
      const [ticket] = await rows<{ own: boolean }>(
        trx,
        "SELECT email_key = ? AS own FROM license_center_ticket WHERE id = ? FOR UPDATE",
        [email, ticket_id]
      )
      const theirs = "SELECT id FROM license_center_ticket_participant WHERE ticket_id = ? AND email_key = ?"
      await rows(
        trx,
        `UPDATE license_center_private_link SET revoked_at = coalesce(revoked_at, now()), updated_at = now()
          WHERE participant_id IN (${theirs})`,
        [ticket_id, email]
      )
      await rows(
        trx,
        `UPDATE license_center_ticket_visit SET ended_at = coalesce(ended_at, now()), updated_at = now()
          WHERE participant_id IN (${theirs})`,
        [ticket_id, email]
      )
      await rows(
        trx,
        `UPDATE license_center_ticket_message SET body = '', redactions = NULL, updated_at = now()
          WHERE ticket_id = ? AND kind <> 'system' AND (? OR participant_id IN (${theirs}))`,
        [ticket_id, ticket!.own, ticket_id, email]
      )
      await rows(
        trx,
        `UPDATE license_center_inbound_mail SET refused_files = NULL, updated_at = now()
          WHERE refused_files IS NOT NULL AND ((? AND ticket_id = ?) OR message_id IN (
                SELECT id FROM license_center_ticket_message WHERE ticket_id = ? AND participant_id IN (${theirs})))`,
        [ticket!.own, ticket_id, ticket_id, ticket_id, email]
      )
      if (ticket!.own) {
        await rows(
          trx,
          `UPDATE license_center_ticket
              SET subject = '', email = ?, email_key = ?, name = NULL, locale = NULL, customer_id = NULL,
                  unproven_claims = NULL, waiting_since = NULL, closed_at = coalesce(closed_at, now()),
                  status = CASE WHEN status IN ('spam', 'held') THEN status ELSE 'closed' END, updated_at = now()
            WHERE id = ?`,
          [tombstone, tombstone, ticket_id]
        )
      }
      await rows(
        trx,
        `UPDATE license_center_ticket_participant
            SET email = ?, email_key = ?, name = NULL, removed_at = coalesce(removed_at, now()), updated_at = now()
          WHERE ticket_id = ? AND email_key = ?`,
        [tombstone, tombstone, ticket_id, email]
      )
      await recordTicketEvent(trx, { name: "ticket.erased", actor, ticket_id, reason })
    })
  }
}

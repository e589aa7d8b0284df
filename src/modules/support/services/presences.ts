import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { rows } from "../../../lib/database"
import type { Presence } from "../types"

/** For how long an operator who touched their reply counts as writing, and one who saw the ticket as reading. */
const WRITING_SECONDS = 20
const READING_SECONDS = 60

type Row = { operator_id: string; is_writing: boolean; at: Date | string }

/** Who has which ticket open, so that two operators do not answer the same customer. */
export class Presences {
  constructor(private readonly knex: Knex) {}

  /**
   * Marks that an operator has the ticket open, and what they have read of it: everything up to a message that their
   * page has shown, never less than before. What came after it stays unread.
   *
   * @param seen_message_id of this ticket, whatever kind; null, or one that is not, marks nothing as read
   * @returns the others who have it open, writers first
   * @throws MedusaError not_found
   */
  async mark(
    ticket_id: string,
    operator_id: string,
    writing: boolean,
    seen_message_id: string | null,
    now: Date
  ): Promise<Presence[]> {
    const marked = await rows(
      this.knex,
      `INSERT INTO license_center_ticket_presence (id, ticket_id, operator_id, read_at, writing_at, here_at)
       SELECT ?, t.id, ?, m.created_at, ?, ?
         FROM license_center_ticket t
         LEFT JOIN license_center_ticket_message m ON m.id = ? AND m.ticket_id = t.id AND m.deleted_at IS NULL
        WHERE t.id = ? AND t.deleted_at IS NULL
           ON CONFLICT (ticket_id, operator_id) DO UPDATE
          SET read_at = greatest(license_center_ticket_presence.read_at, excluded.read_at),
              writing_at = excluded.writing_at,
              here_at = excluded.here_at,
              updated_at = now()
       RETURNING id`,
      [generateEntityId(undefined, "lcpre"), operator_id, writing ? now : null, now, seen_message_id, ticket_id]
    )
    if (!marked.length) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no ticket ${ticket_id}`)
    }
    const others = await rows<Row>(
      this.knex,
      `SELECT operator_id, is_writing, CASE WHEN is_writing THEN writing_at ELSE here_at END AS at
         FROM (SELECT operator_id, here_at, writing_at, coalesce(writing_at > ?, false) AS is_writing
                 FROM license_center_ticket_presence
                WHERE ticket_id = ? AND operator_id <> ? AND deleted_at IS NULL) p
        WHERE is_writing OR here_at > ?
        ORDER BY is_writing DESC, at DESC, operator_id`,
      [before(now, WRITING_SECONDS), ticket_id, operator_id, before(now, READING_SECONDS)]
    )
    return others.map(({ operator_id: other, is_writing, at }) => ({
      operator_id: other,
      state: is_writing ? "writing" : "reading",
      at: new Date(at),
    }))
  }
}

const before = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000)

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import type { RedactionCounts } from "../rules/redact"
import type { TicketStatus } from "../rules/ticket-status"
import type { Category } from "../rules/words"
import type { Visitor, VisitorMessage, VisitorTicket } from "../types"
import { attachmentsOf } from "./attachments"

const DAY = 86_400_000

type Row = {
  id: string
  number: number
  subject: string
  status: TicketStatus
  category: Category
  created_at: string
  closed_at: string | null
  follow_up_of: number | null
}

type MessageRow = {
  id: string
  author_type: "customer" | "operator" | "system"
  body: string
  created_at: string
  redactions: RedactionCounts | null
  participant_id: string | null
  name: string | null
  total: number
}

/** Of one page. A thread that is longer is somebody's machine, or a talk of months. */
const MOST_MESSAGES = 200

/** A thread as whoever holds its link may see it: what was said in public, and not by whom in the store. */
export class VisitorReader {
  constructor(
    private readonly knex: Knex,
    private readonly support: ResolvedSupport
  ) {}

  async read({ ticket_id, participant_id }: Visitor): Promise<VisitorTicket | null> {
    const [ticket] = await rows<Row>(
      this.knex,
      `SELECT t.id, t.number, t.subject, t.status, t.category, t.created_at, t.closed_at,
              CASE WHEN t.source = 'email' AND t.hold_reason IS NOT NULL THEN NULL ELSE o.number END AS follow_up_of
         FROM license_center_ticket t LEFT JOIN license_center_ticket o ON o.id = t.follow_up_of_id
        WHERE t.id = ? AND t.deleted_at IS NULL`,
      [ticket_id]
    )
    if (!ticket) {
      return null
    }
    const messages = await rows<MessageRow>(
      this.knex,
      `SELECT * FROM (
         SELECT m.id, m.kind, m.author_type, m.body, m.created_at, m.redactions, m.participant_id, p.name,
                count(*) OVER ()::int AS total
           FROM license_center_ticket_message m
           LEFT JOIN license_center_ticket_participant p ON p.id = m.participant_id
          WHERE m.ticket_id = ? AND m.kind <> 'note' AND m.deleted_at IS NULL
          ORDER BY m.created_at DESC, m.kind = 'system' DESC, m.id DESC LIMIT ?
       ) AS latest ORDER BY created_at, kind = 'system', id`,
      [ticket_id, MOST_MESSAGES]
    )
    const files = await attachmentsOf(
      this.knex,
      messages.map(({ id }) => id)
    )
    const closed = ticket.closed_at === null ? null : new Date(ticket.closed_at)
    return {
      id: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      status: shown(ticket.status),
      category: ticket.category,
      created_at: new Date(ticket.created_at),
      reopens_until: closed ? new Date(closed.getTime() + this.support.reopen_days * DAY) : null,
      follow_up_of: ticket.follow_up_of,
      earlier_messages: (messages[0]?.total ?? 0) - messages.length,
      messages: messages.map((message) => ({
        ...asVisitor(message, participant_id),
        attachments: files
          .filter(({ message_id }) => message_id === message.id)
          .map(({ id, filename, mime_type, size }) => ({ id, filename, mime_type, size: Number(size) })),
      })),
    }
  }
}

/** Whose words are taken for spam learns nothing of it. */
function shown(status: TicketStatus): VisitorTicket["status"] {
  return status === "spam" || status === "held" ? "open" : status
}

function asVisitor(
  { id, author_type, body, created_at, redactions, participant_id, name }: MessageRow,
  visitor_id: string
): Omit<VisitorMessage, "attachments"> {
  const mine = participant_id === visitor_id
  return {
    id,
    author: author_type === "operator" ? "store" : author_type,
    mine,
    name: mine ? null : name,
    body,
    created_at: new Date(created_at),
    // What an operator pasted by mistake is the operator's matter.
    hidden: author_type === "customer" ? redactions : null,
  }
}

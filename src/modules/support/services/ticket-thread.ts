import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { linkEnd, linkState } from "../rules/link-life"
import type {
  TicketAttachmentDTO,
  TicketDTO,
  TicketLink,
  TicketListItem,
  TicketMessageDTO,
  TicketParticipantDTO,
  TicketRef,
  TicketThread,
} from "../types"
import { dated } from "./dated"

/** Other tickets of the address that are shown beside a thread. */
const MOST_EARLIER = 10
/** Of a thread; one that is longer shows its end. */
const MOST_MESSAGES = 500

const REF = "t.id, t.number, t.subject, t.status"

/** What a thread has beyond its line in the list. */
type ThreadParts = Omit<TicketThread, keyof TicketListItem>

/** Messages in the order in which they were written, notes and what happened between them included. */
export async function readThreadParts(knex: Knex, ticket: TicketDTO, now: Date): Promise<ThreadParts> {
  const { id } = ticket
  const [messages, attachments, participants, links, around, earlier, refused_files] = await Promise.all([
    rows<TicketMessageDTO & { total: number }>(
      knex,
      `SELECT * FROM (
         SELECT m.*, count(*) OVER ()::int AS total FROM license_center_ticket_message m
          WHERE m.ticket_id = ? AND m.deleted_at IS NULL
          ORDER BY m.created_at DESC, m.kind = 'system' DESC, m.id DESC LIMIT ?
       ) AS latest ORDER BY created_at, kind = 'system', id`,
      [id, MOST_MESSAGES]
    ),
    rows<TicketAttachmentDTO>(
      knex,
      `SELECT a.* FROM license_center_ticket_attachment a
        WHERE a.ticket_id = ? AND a.message_id IS NOT NULL AND a.deleted_at IS NULL ORDER BY a.created_at, a.id`,
      [id]
    ),
    rows<TicketParticipantDTO>(
      knex,
      `SELECT a.* FROM license_center_ticket_participant a WHERE a.ticket_id = ? AND a.deleted_at IS NULL
        ORDER BY a.created_at, a.id`,
      [id]
    ),
    readLinks(knex, ticket, now),
    readAround(knex, ticket),
    rows<ThreadParts["earlier"][number]>(
      knex,
      `SELECT ${REF}, t.category, t.created_at, t.last_message_at FROM license_center_ticket t
        WHERE t.email_key = ? AND t.id <> ? AND t.merged_into_id IS NULL AND t.deleted_at IS NULL
        ORDER BY t.last_message_at DESC, t.id DESC LIMIT ?`,
      [ticket.email_key, id, MOST_EARLIER]
    ),
    readRefusedFiles(knex, id),
  ])
  return {
    earlier_messages: (messages[0]?.total ?? 0) - messages.length,
    messages: messages.map(({ total: _total, ...message }) => ({
      ...dated(message),
      attachments: attachments.filter(({ message_id }) => message_id === message.id).map(dated),
    })),
    participants: participants.map(dated),
    links,
    ...around,
    earlier: earlier.map(dated),
    refused_files,
  }
}

type LinkRow = Omit<TicketLink, "state"> & { is_made: boolean; removed_at: Date | null }

/** A mail that is still to be written has no token yet, and so no end. */
async function readLinks(knex: Knex, { id, closed_at }: TicketDTO, now: Date): Promise<TicketLink[]> {
  const found = await rows<LinkRow>(
    knex,
    `SELECT l.id, l.participant_id, a.email, l.kind, l.created_at, l.expires_at, l.last_used_at, l.revoked_at,
            l.token_hash IS NOT NULL AS is_made, a.removed_at
       FROM license_center_private_link l JOIN license_center_ticket_participant a ON a.id = l.participant_id
      WHERE l.ticket_id = ? AND l.deleted_at IS NULL
      ORDER BY l.created_at DESC, l.id DESC`,
    [id]
  )
  return found.map(dated).map(({ is_made, removed_at, ...link }) => {
    const { state } = linkState({ ...link, removed_at, closed_at }, now)
    const ends = { expires_at: linkEnd({ ...link, closed_at }) }
    return { ...link, ...ends, state: state !== "revoked" && !is_made ? "owed" : state }
  })
}

type Around = Pick<ThreadParts, "merged_into" | "merged_from" | "follow_up_of" | "followed_up_by">

/** The tickets that this one is joined to, by what joins them. */
async function readAround(knex: Knex, ticket: TicketDTO): Promise<Around> {
  const { id, merged_into_id, follow_up_of_id } = ticket
  const found = await rows<TicketRef & Pick<TicketDTO, "merged_into_id" | "follow_up_of_id" | "hold_reason">>(
    knex,
    `SELECT ${REF}, t.merged_into_id, t.follow_up_of_id, t.hold_reason FROM license_center_ticket t
      WHERE (t.id = ANY(?) OR t.merged_into_id = ? OR t.follow_up_of_id = ?) AND t.deleted_at IS NULL
      ORDER BY t.number`,
    [[merged_into_id, follow_up_of_id].filter((other) => other !== null), id, id]
  )
  const ref = ({ id: other, number, subject, status }: TicketRef): TicketRef => ({ id: other, number, subject, status })
  const only = (other: string | null) => found.filter((entry) => entry.id === other).map(ref)[0] ?? null
  return {
    merged_into: only(merged_into_id),
    merged_from: found.filter((entry) => entry.merged_into_id === id).map(ref),
    follow_up_of: only(follow_up_of_id),
    // A held mail only claims to belong here: it shows where an operator judges it, and not in what it names.
    followed_up_by: found.filter((entry) => entry.follow_up_of_id === id && entry.hold_reason === null).map(ref),
  }
}

/** Files of mails that were not taken. */
async function readRefusedFiles(knex: Knex, ticket_id: string): Promise<ThreadParts["refused_files"]> {
  const mails = await rows<{ refused_files: ThreadParts["refused_files"] | null }>(
    knex,
    `SELECT i.refused_files FROM license_center_inbound_mail i
       JOIN license_center_ticket_message m ON m.id = i.message_id
      WHERE m.ticket_id = ? AND i.refused_files IS NOT NULL AND i.deleted_at IS NULL ORDER BY i.created_at, i.id`,
    [ticket_id]
  )
  return mails.flatMap(({ refused_files }) => refused_files ?? [])
}

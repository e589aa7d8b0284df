import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows, type Db } from "../../../lib/database"
import { MAX_FILES } from "../rules/attachment"
import type { StoredFile, TicketAttachmentDTO, Uploader, Visitor } from "../types"
import { notAllowed } from "./refusals"
import { lockTicket } from "./ticket-row"

/** After so long nobody comes back to send what was uploaded. */
const UNUSED_HOURS = 24

/** Files of messages. A file of ours is known by its id alone; what opens it is a visit to its ticket, or the admin. */
export class Attachments {
  constructor(private readonly knex: Knex) {}

  /** @throws MedusaError not_found; not_allowed when as many as a message takes wait to be sent */
  async add(ticket_id: string, by: Uploader, file: StoredFile): Promise<TicketAttachmentDTO> {
    return this.knex.transaction(async (trx) => {
      await lockTicket(trx, ticket_id)
      const [column, who] = ownerOf(by)
      const waiting = await rows(
        trx,
        `SELECT id FROM license_center_ticket_attachment WHERE ${column} = ? AND ticket_id = ? AND message_id IS NULL
            AND deleted_at IS NULL`,
        [who, ticket_id]
      )
      if (waiting.length >= MAX_FILES) {
        throw notAllowed(`A message takes at most ${MAX_FILES} files`)
      }
      const id = generateEntityId(undefined, "lcatt")
      await insert(trx, "license_center_ticket_attachment", { id, ticket_id, [column]: who, ...file })
      const [row] = await rows<TicketAttachmentDTO>(
        trx,
        "SELECT * FROM license_center_ticket_attachment WHERE id = ?",
        [id]
      )
      return row!
    })
  }

  async forVisitor(visitor: Visitor, attachment_id: string): Promise<TicketAttachmentDTO | null> {
    const [row] = await rows<TicketAttachmentDTO>(
      this.knex,
      `SELECT a.* FROM license_center_ticket_attachment a
         LEFT JOIN license_center_ticket_message m ON m.id = a.message_id
        WHERE a.id = ? AND a.ticket_id = ? AND a.deleted_at IS NULL
          AND (m.kind = 'public' OR (a.message_id IS NULL AND a.visit_id = ?))`,
      [attachment_id, visitor.ticket_id, visitor.visit_id]
    )
    return row ?? null
  }

  /** What this visit has uploaded and not sent yet. */
  waiting(visit_id: string): Promise<TicketAttachmentDTO[]> {
    return rows<TicketAttachmentDTO>(
      this.knex,
      `SELECT * FROM license_center_ticket_attachment WHERE visit_id = ? AND message_id IS NULL AND deleted_at IS NULL
        ORDER BY created_at, id`,
      [visit_id]
    )
  }

  async forgetUnused(now: Date, limit: number): Promise<string[]> {
    const before = new Date(now.getTime() - UNUSED_HOURS * 3_600_000)
    const gone = await rows<{ file_id: string }>(
      this.knex,
      `UPDATE license_center_ticket_attachment SET deleted_at = now(), updated_at = now()
        WHERE id IN (SELECT id FROM license_center_ticket_attachment
                      WHERE message_id IS NULL AND deleted_at IS NULL AND created_at < ?
                      ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING file_id`,
      [before, limit]
    )
    return gone.map(({ file_id }) => file_id)
  }

  async discard(by: Uploader, attachment_id: string): Promise<string | null> {
    const [column, who] = ownerOf(by)
    const [gone] = await rows<{ file_id: string }>(
      this.knex,
      `UPDATE license_center_ticket_attachment SET deleted_at = now(), updated_at = now()
        WHERE id = ? AND ${column} = ? AND message_id IS NULL AND deleted_at IS NULL RETURNING file_id`,
      [attachment_id, who]
    )
    return gone?.file_id ?? null
  }
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

/** Files of these messages, in the order in which they came. */
export function attachmentsOf(db: Db, message_ids: string[]): Promise<TicketAttachmentDTO[]> {
  return rows<TicketAttachmentDTO>(
    db,
    `SELECT * FROM license_center_ticket_attachment
      WHERE message_id = ANY(?) AND deleted_at IS NULL ORDER BY created_at, id`,
    [message_ids]
  )
}

function ownerOf(by: Uploader): ["visit_id" | "operator_id", string] {
  return "visit_id" in by ? ["visit_id", by.visit_id] : ["operator_id", by.operator_id]
}

import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows, type Db } from "../../../lib/database"

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

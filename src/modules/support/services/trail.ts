import { generateEntityId } from "@medusajs/framework/utils"
import { rows, type Db } from "../../../lib/database"
import type { Actor } from "../../../lib/actor"

/**
 * Writes an audit event in the transaction of the change it tells of: both happen, or neither. Its time is that of
 * the change, and events of one ticket are in the order of its changes, which are made under its lock.
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

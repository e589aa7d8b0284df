import { generateEntityId } from "@medusajs/framework/utils"
import type { Actor } from "../types"
import { rows, type Db } from "../../../lib/database"

export type AuditEntry = {
  name: string
  actor: Actor
  license_id?: string | null
  activation_id?: string | null
  plan_id?: string | null
  order_id?: string | null
  reason?: string | null
  /** Ids, codes and numbers only: never a key, a fingerprint or an address. */
  data?: Record<string, unknown> | null
}

/** Writes an audit event in the transaction of the change it tells of: both happen, or neither. */
export async function recordEvent(db: Db, entry: AuditEntry): Promise<void> {
  await recordEvents(db, [entry])
}

/** Postgres takes 65,535 bindings a statement; an order of thousands of units has more. */
const BATCH = 500

export async function recordEvents(db: Db, entries: AuditEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    await insertEvents(db, entries.slice(start, start + BATCH))
  }
}

async function insertEvents(db: Db, entries: AuditEntry[]): Promise<void> {
  const values = entries.flatMap((entry) => [
    generateEntityId(undefined, "lcevt"),
    entry.name,
    entry.license_id ?? null,
    entry.activation_id ?? null,
    entry.plan_id ?? null,
    entry.order_id ?? null,
    entry.actor.type,
    entry.actor.id ?? null,
    entry.reason ?? null,
    entry.data ? JSON.stringify(entry.data) : null,
  ])
  const tuple = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
  await rows(
    db,
    `INSERT INTO license_center_event
       (id, name, license_id, activation_id, plan_id, order_id, actor_type, actor_id, reason, data)
     VALUES ${entries.map(() => tuple).join(", ")}`,
    values
  )
}

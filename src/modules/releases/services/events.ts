import { generateEntityId } from "@medusajs/framework/utils"
import { rows, type Db } from "../../../lib/database"
import type { Actor } from "../types"

export type ReleaseEntry = {
  name: string
  actor: Actor
  release_id: string
  artifact_id?: string | null
  reason?: string | null
  data?: Record<string, unknown> | null
}

/**
 * Writes an audit event in the transaction of the change it tells of: both happen, or neither. Its time is that of the
 * change, under the release's lock. That of the transaction's begin (`now()`) would let a yank that waited for the lock
 * come before the publication that it followed.
 */
export async function recordReleaseEvent(db: Db, entry: ReleaseEntry): Promise<void> {
  await rows(
    db,
    `INSERT INTO license_center_release_event (id, name, release_id, artifact_id, actor_type, actor_id, reason, data,
                                               created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp())`,
    [
      generateEntityId(undefined, "lcrevt"),
      entry.name,
      entry.release_id,
      entry.artifact_id ?? null,
      entry.actor.type,
      entry.actor.id ?? null,
      entry.reason ?? null,
      entry.data ? JSON.stringify(entry.data) : null,
    ]
  )
}

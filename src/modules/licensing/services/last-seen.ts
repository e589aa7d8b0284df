import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { durationToSeconds } from "../../../lib/duration"
import type { LicenseRow } from "./license-lookup"
import { rows } from "../../../lib/database"

/** "Last seen" is shown to people; within an hour is near enough, and keeps a write off nearly every validation. */
const GRANULARITY_MS = 3_600_000
const FLUSH_AFTER_MS = 2_000
const FLUSH_AT = 500

type Touch = { seen: Date; version: string | null }

/** Remembers when a device was seen, in batches: a validation does not wait for it. */
export class LastSeen {
  private pending = new Map<string, Touch>()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly knex: Knex,
    private readonly onError: (error: unknown) => void
  ) {}

  /**
   * @returns false when the device's floating seat was taken back in the meantime. A promise only when there is
   *   something to wait for.
   */
  touch(row: LicenseRow, version: string | undefined, now: Date): boolean | Promise<boolean> {
    const age = now.getTime() - row.last_seen_at!.getTime()
    // Who has just updated is counted at once: an operator watches a rollout.
    const updated = version !== undefined && version !== row.app_version
    if (row.floating_timeout) {
      // A floating seat lives by being seen. A tenth of its time may pass unwritten, so that a busy app does not write
      // on every call; past that the write is waited for, because another process may be about to reuse the seat.
      const fresh = age < (durationToSeconds(row.floating_timeout) * 1000) / 10
      return (fresh && !updated) || this.touchFloating(row, version)
    }
    if (age > GRANULARITY_MS || updated) {
      this.pending.set(row.activation_id!, { seen: now, version: version ?? null })
      if (this.pending.size >= FLUSH_AT) {
        void this.flush()
      } else {
        this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref()
      }
    }
    return true
  }

  async flush(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer)
      this.timer = null
    }
    if (!this.pending.size) {
      return
    }
    const batch = [...this.pending].sort(([a], [b]) => (a < b ? -1 : 1))
    this.pending = new Map()
    try {
      await rows(
        this.knex,
        // Rows that somebody else changes in this moment are left out: to wait for several could be for ever.
        `WITH free AS MATERIALIZED (
           SELECT id FROM license_center_activation
            WHERE id = ANY(?) AND deactivated_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED
         )
         UPDATE license_center_activation a
            SET last_seen_at = greatest(a.last_seen_at, v.seen), app_version = coalesce(v.version, a.app_version)
           FROM unnest(?::text[], ?::timestamptz[], ?::text[]) AS v(id, seen, version), free
          WHERE a.id = v.id AND a.id = free.id`,
        [
          batch.map(([id]) => id),
          batch.map(([id]) => id),
          batch.map(([, touch]) => touch.seen.toISOString()),
          batch.map(([, touch]) => touch.version),
        ]
      )
    } catch (error) {
      this.onError(error)
    }
  }

  private async touchFloating(row: LicenseRow, version: string | undefined): Promise<boolean> {
    const touched = await rows(
      this.knex,
      `UPDATE license_center_activation
          SET last_seen_at = now(), app_version = coalesce(?, app_version)
        WHERE id = ? AND deactivated_at IS NULL AND last_seen_at > now() - ?::interval RETURNING id`,
      [version ?? null, row.activation_id, row.floating_timeout]
    )
    return touched.length > 0
  }
}

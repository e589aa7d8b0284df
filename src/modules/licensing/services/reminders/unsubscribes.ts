import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Actor } from "../../../../lib/actor"
import { rows, type Db } from "../../../../lib/database"
import type { Vault } from "../../../../lib/secret"
import { recordEvents } from "../audit"

const PURPOSE = "unsubscribe"

/** Which addresses want no more reminders. They are known by their keyed hashes only. */
export class Unsubscribes {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** Those of the addresses that want none. */
  async among(db: Db, emails: string[]): Promise<Set<string>> {
    const addresses = new Map(
      [...new Set(emails)].flatMap((email) => this.hashes(email).map((hash) => [hash, email] as const))
    )
    const found = await rows<{ email_hash: string }>(
      db,
      "SELECT email_hash FROM license_center_unsubscribe WHERE email_hash = ANY(?) AND unsubscribed_at IS NOT NULL",
      [[...addresses.keys()]]
    )
    return new Set(found.map(({ email_hash }) => addresses.get(email_hash)!))
  }

  async has(email: string): Promise<boolean> {
    return (await this.among(this.knex, [email])).has(email)
  }

  /**
   * Ends or resumes the reminders of an address, with an event for each of its licenses.
   *
   * @returns false when it was so already
   */
  async set(email: string, wanted: boolean, actor: Actor): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      await rehashUnsubscribes(trx, this.vault, [email])
      const hash = this.vault.hash(PURPOSE, email)
      const changed = wanted ? await this.resume(trx, hash) : await this.end(trx, hash)
      if (changed) {
        await recordForAll(trx, email, wanted ? "license.reminders_resumed" : "license.reminders_ended", actor)
      }
      return changed
    })
  }

  private async end(db: Db, hash: string): Promise<boolean> {
    const changed = await rows(
      db,
      `INSERT INTO license_center_unsubscribe AS u (id, email_hash, unsubscribed_at) VALUES (?, ?, now())
       ON CONFLICT (email_hash) DO UPDATE SET unsubscribed_at = now(), updated_at = now()
        WHERE u.unsubscribed_at IS NULL RETURNING u.id`,
      [generateEntityId(undefined, "lcuns"), hash]
    )
    return changed.length > 0
  }

  private async resume(db: Db, hash: string): Promise<boolean> {
    const changed = await rows(
      db,
      `UPDATE license_center_unsubscribe SET unsubscribed_at = NULL, resubscribed_at = now(), updated_at = now()
        WHERE email_hash = ? AND unsubscribed_at IS NOT NULL RETURNING id`,
      [hash]
    )
    return changed.length > 0
  }

  private hashes(email: string): string[] {
    return this.vault.hashes(PURPOSE, email)
  }
}

/** An address with very many licenses has its trace at the latest of them. */
const MOST_EVENTS = 500

async function recordForAll(db: Db, email: string, name: string, actor: Actor): Promise<void> {
  const licenses = await rows<{ id: string }>(
    db,
    `SELECT id FROM license_center_license WHERE email = ? AND deleted_at IS NULL
      ORDER BY created_at DESC, id LIMIT ${MOST_EVENTS}`,
    [email]
  )
  await recordEvents(
    db,
    licenses.map(({ id }) => ({ name, actor, license_id: id }))
  )
}

/** Hashes cannot be read back: those of addresses that have licenses go on under the current secret with them. */
export async function rehashUnsubscribes(db: Db, vault: Vault, emails: string[]): Promise<void> {
  const moves = [...new Set(emails)].map((email) => {
    const [current, previous] = vault.hashPair(PURPOSE, email)
    return { current, previous }
  })
  if (moves.length) {
    await rows(
      db,
      `UPDATE license_center_unsubscribe u SET email_hash = moved.current
         FROM jsonb_to_recordset(?::jsonb) AS moved (current text, previous text)
        WHERE u.email_hash = moved.previous
          AND NOT EXISTS (SELECT 1 FROM license_center_unsubscribe x WHERE x.email_hash = moved.current)`,
      [JSON.stringify(moves)]
    )
  }
}

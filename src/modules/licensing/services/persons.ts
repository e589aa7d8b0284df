import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { tombstoneOf } from "../../../lib/tombstone"
import type { Vault } from "../../../lib/secret"
import type { Actor } from "../types"
import { recordEvents } from "./audit"

/** Licenses locked at once. */
const BATCH = 200

/** What the licenses of one address say of a person: to be given out, and to be forgotten. */
export class Persons {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** What takes the place of an address. @param email in lower case */
  tombstone(email: string): string {
    return tombstoneOf(this.vault.hash("erased-email", email))
  }

  async find(email: string): Promise<{ id: string; order_id: string | null }[]> {
    return rows(this.knex, "SELECT id, order_id FROM license_center_license WHERE email = ? ORDER BY id", [email])
  }

  /** What was sold to an account, whatever the address. */
  async ofAccount(customer_id: string): Promise<{ id: string; email: string }[]> {
    return rows(this.knex, "SELECT id, email FROM license_center_license WHERE customer_id = ? ORDER BY id", [
      customer_id,
    ])
  }

  /** Everything that is held of these licenses; keys are masked. */
  async read(license_ids: string[]): Promise<Record<string, unknown[]>> {
    const of = (text: string) => rows<object>(this.knex, text, [license_ids])
    const [licenses, terms, activations, rebinds, rebind_requests, reminders] = await Promise.all([
      of(`SELECT l.id, l.masked_key, l.status, l.status_reason, l.email, l.locale, l.country_code, l.customer_id,
                 l.order_id, l.order_display_id, l.seats, l.entitlements, l.created_at, s.title AS product,
                 p.name AS plan
            FROM license_center_license l JOIN license_center_product s ON s.id = l.product_id
            JOIN license_center_plan p ON p.id = l.plan_id WHERE l.id = ANY(?) ORDER BY l.created_at, l.id`),
      of(`SELECT id, license_id, kind, starts_at, ends_at, updates_until, order_id, reverted_at
            FROM license_center_term WHERE license_id = ANY(?) ORDER BY starts_at, id`),
      of(`SELECT id, license_id, name, platform, app_version, environment, activated_at, last_seen_at, deactivated_at
            FROM license_center_activation WHERE license_id = ANY(?) ORDER BY activated_at, id`),
      of(`SELECT id, license_id, from_activation_id, to_activation_id, rebound_at
            FROM license_center_rebind WHERE license_id = ANY(?) ORDER BY rebound_at, id`),
      of(`SELECT id, license_id, device_name, status, reason, decision_reason, created_at, settled_at
            FROM license_center_rebind_request WHERE license_id = ANY(?) ORDER BY created_at, id`),
      of(`SELECT id, license_id, offset_days, status, settled_at
            FROM license_center_reminder WHERE license_id = ANY(?) ORDER BY due_at, id`),
    ])
    return { licenses, terms, activations, rebinds, rebind_requests, reminders }
  }

  /**
   * Takes the person off licenses. Keys, terms, seats and orders stay: what was sold stays sold, and software that runs
   * goes on. Each change has its audit event, whose actor and reason are what an operator gave.
   *
   * @returns how many licenses
   */
  async erase(
    license_ids: string[],
    { tombstone, actor, reason }: { tombstone: string; actor: Actor; reason: string }
  ): Promise<number> {
    let erased = 0
    for (let at = 0; at < license_ids.length; at += BATCH) {
      erased += await this.eraseBatch(license_ids.slice(at, at + BATCH), tombstone, actor, reason)
    }
    return erased
  }

  private eraseBatch(ids: string[], tombstone: string, actor: Actor, reason: string): Promise<number> {
    return this.knex.transaction(async (trx) => {
      // In the order of their ids, like everyone who locks several.
      const locked = await rows<{ id: string }>(
        trx,
        "SELECT id FROM license_center_license WHERE id = ANY(?) AND email <> ? ORDER BY id FOR UPDATE",
        [ids, tombstone]
      )
      const license_ids = locked.map(({ id }) => id)
      await rows(
        trx,
        `UPDATE license_center_license
            SET email = ?, customer_id = NULL, locale = NULL, country_code = NULL, updated_at = now() WHERE id = ANY(?)`,
        [tombstone, license_ids]
      )
      await rows(
        trx,
        "UPDATE license_center_activation SET name = NULL, updated_at = now() WHERE license_id = ANY(?) AND name IS NOT NULL",
        [license_ids]
      )
      await rows(
        trx,
        `UPDATE license_center_rebind_request SET device_name = NULL, reason = NULL, decision_reason = NULL,
                status = CASE WHEN status IN ('asked', 'escalated') THEN 'expired' ELSE status END,
                settled_at = coalesce(settled_at, now()), updated_at = now()
          WHERE license_id = ANY(?)`,
        [license_ids]
      )
      await recordEvents(
        trx,
        license_ids.map((license_id) => ({ name: "license.erased", actor, license_id, reason }))
      )
      return license_ids.length
    })
  }
}

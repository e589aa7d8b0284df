import { randomBytes } from "node:crypto"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows, type Db } from "../../../lib/database"
import type { Vault } from "../../../lib/secret"
import { TOMBSTONES } from "../../../lib/tombstone"
import { isWithdrawalToken, WITHDRAWAL_TOKEN_PREFIX } from "../rules/eu/withdrawal-token"

export type DeclaredWithdrawal = {
  order_number: string
  name: string
  /** Lower case. */
  email: string
  statement: string
  locale: string
  ip: string | null
  user_agent: string | null
}

export type KeptWithdrawal = {
  id: string
  order_id: string | null
  order_display_id: string
  name: string
  email: string
  statement: string
  locale: string
  /** Null until the second step. */
  confirmed_at: Date | null
  expires_at: Date
  acknowledged_at: Date | null
  ticket_id: string | null
  status: "declared" | "made" | "accepted" | "refused"
  decision_reason: string | null
  created_at: Date
}

export type MadeWithdrawal = { id: string; statement: string; order_number: string; made_at: Date }

export type ConfirmedWithdrawal =
  /** `created`: false when it was made before. */
  { ok: true; created: boolean; withdrawal: MadeWithdrawal } | { ok: false; reason: "unknown" | "expired" }

const TABLE = "license_center_withdrawal"
const COLUMNS = `id, order_id, order_display_id, name, email, statement, locale, confirmed_at, expires_at, acknowledged_at,
  ticket_id, status, decision_reason, created_at`

/** What hashes of tokens are made for. */
const TOKEN_PURPOSE = "withdrawal"
/** Between the two steps somebody reads a page. */
const DECLARED_MS = 3_600_000
const TRACE_DAYS = 90
/** Mails that did not leave by then never will. */
const OWED_DAYS = 30

/**
 * Statements of withdrawal in two steps (directive 2011/83/EU, article 11a). The token of the first proves the second
 * to belong to it; it is stored as HMAC only.
 */
export class Withdrawals {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** The first step. Nothing follows from it. */
  async declare(given: DeclaredWithdrawal, now: Date): Promise<{ token: string; expires_at: Date }> {
    const token = `${WITHDRAWAL_TOKEN_PREFIX}${randomBytes(32).toString("base64url")}`
    const expires_at = new Date(now.getTime() + DECLARED_MS)
    await insert(this.knex, TABLE, {
      id: generateEntityId(undefined, "lcwdr"),
      order_display_id: given.order_number,
      name: given.name,
      email: given.email,
      statement: given.statement,
      locale: given.locale,
      ip: given.ip,
      user_agent: given.user_agent,
      token_hash: this.vault.hash(TOKEN_PURPOSE, token),
      expires_at,
      status: "declared",
    })
    return { token, expires_at }
  }

  /** The second step: from now on the contract is withdrawn from. However often, and from whom at once: it is one. */
  async confirm(token: string, now: Date): Promise<ConfirmedWithdrawal> {
    if (!isWithdrawalToken(token)) {
      return { ok: false, reason: "unknown" }
    }
    const hashes = this.vault.hashPair(TOKEN_PURPOSE, token)
    const made = await rows(
      this.knex,
      `UPDATE ${TABLE} SET status = 'made', confirmed_at = ?, updated_at = now()
       WHERE token_hash IN (?, ?) AND confirmed_at IS NULL AND expires_at > ? AND deleted_at IS NULL RETURNING id`,
      [now, ...hashes, now]
    )
    const [kept] = await rows<KeptWithdrawal>(
      this.knex,
      `SELECT ${COLUMNS} FROM ${TABLE} WHERE token_hash IN (?, ?) AND deleted_at IS NULL`,
      [...hashes]
    )
    if (!kept) {
      return { ok: false, reason: "unknown" }
    }
    if (!kept.confirmed_at) {
      return { ok: false, reason: "expired" }
    }
    const { id, statement, order_display_id, confirmed_at } = kept
    return {
      ok: true,
      created: made.length > 0,
      withdrawal: { id, statement, order_number: order_display_id, made_at: confirmed_at },
    }
  }

  /** One that was made; null for one that was only declared, too. */
  async made(id: string): Promise<KeptWithdrawal | null> {
    const [kept] = await rows<KeptWithdrawal>(
      this.knex,
      `SELECT ${COLUMNS} FROM ${TABLE} WHERE id = ? AND confirmed_at IS NOT NULL AND deleted_at IS NULL`,
      [id]
    )
    return kept ?? null
  }

  /** When the order was withdrawn from first; null when it was not, or the store refused. */
  async declaredAt(order_id: string): Promise<Date | null> {
    const [first] = await rows<{ confirmed_at: Date | null }>(
      this.knex,
      `SELECT min(confirmed_at) AS confirmed_at FROM ${TABLE}
       WHERE order_id = ? AND status IN ('made', 'accepted') AND deleted_at IS NULL`,
      [order_id]
    )
    return first?.confirmed_at ?? null
  }

  /** Those whose acknowledgement has not left, by id; not of who was erased. @param after the last id of the page before */
  owed(limit: number, after: string, now: Date): Promise<KeptWithdrawal[]> {
    return rows(
      this.knex,
      `SELECT ${COLUMNS} FROM ${TABLE}
       WHERE acknowledged_at IS NULL AND confirmed_at > ?::timestamptz - make_interval(days => ?) AND id > ?
         AND email NOT LIKE ? AND deleted_at IS NULL
       ORDER BY id LIMIT ?`,
      [now, OWED_DAYS, after, TOMBSTONES, limit]
    )
  }

  async bindToOrder(id: string, order_id: string): Promise<void> {
    await rows(this.knex, `UPDATE ${TABLE} SET order_id = ?, updated_at = now() WHERE id = ? AND order_id IS NULL`, [
      order_id,
      id,
    ])
  }

  async bindToTicket(id: string, ticket_id: string): Promise<void> {
    await rows(this.knex, `UPDATE ${TABLE} SET ticket_id = ?, updated_at = now() WHERE id = ? AND ticket_id IS NULL`, [
      ticket_id,
      id,
    ])
  }

  /** The acknowledgement left. Goes on being owed while operators have no ticket about it. */
  async acknowledge(id: string, at: Date): Promise<void> {
    await rows(
      this.knex,
      `UPDATE ${TABLE} SET acknowledged_at = ?, updated_at = now()
       WHERE id = ? AND acknowledged_at IS NULL AND ticket_id IS NOT NULL`,
      [at, id]
    )
  }

  /** Made ones, latest first. */
  async list(
    filters: { order_id?: string; status?: "made" | "accepted" | "refused" },
    { limit, offset }: { limit: number; offset: number }
  ): Promise<[KeptWithdrawal[], number]> {
    const where = `confirmed_at IS NOT NULL AND deleted_at IS NULL
      AND (?::text IS NULL OR order_id = ?) AND (?::text IS NULL OR status = ?)`
    const { order_id = null, status = null } = filters
    const values = [order_id, order_id, status, status]
    const [page, counted] = await Promise.all([
      rows<KeptWithdrawal>(
        this.knex,
        `SELECT ${COLUMNS} FROM ${TABLE} WHERE ${where} ORDER BY confirmed_at DESC, id DESC LIMIT ? OFFSET ?`,
        [...values, limit, offset]
      ),
      rows<{ count: string }>(this.knex, `SELECT count(*) FROM ${TABLE} WHERE ${where}`, values),
    ])
    return [page, Number(counted[0]!.count)]
  }

  /**
   * The store's answer. The same one again changes nothing.
   *
   * @returns whether it is new
   * @throws MedusaError not_found, or not_allowed when it was answered otherwise
   */
  decide(id: string, status: "accepted" | "refused", reason: string | null): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const kept = await this.lock(trx, id)
      if (!kept) {
        throw new MedusaError(MedusaError.Types.NOT_FOUND, `Withdrawal with id: ${id} was not found`)
      }
      if (kept.status === status) {
        return false
      }
      if (kept.status !== "made") {
        throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `The withdrawal was ${kept.status} before.`)
      }
      await rows(trx, `UPDATE ${TABLE} SET status = ?, decision_reason = ?, updated_at = now() WHERE id = ?`, [
        status,
        reason,
        id,
      ])
      return true
    })
  }

  /** Empties what was declared and never made, a day after it could be, and drops old traces of the network. */
  async forget(now: Date): Promise<number> {
    const [declared, traces] = await Promise.all([
      rows(
        this.knex,
        `UPDATE ${TABLE} SET name = '', email = '', statement = '', ip = NULL, user_agent = NULL,
                order_display_id = CASE WHEN order_id IS NULL THEN '' ELSE order_display_id END, deleted_at = now()
         WHERE confirmed_at IS NULL AND expires_at < ?::timestamptz - interval '1 day' AND deleted_at IS NULL
         RETURNING id`,
        [now]
      ),
      rows(
        this.knex,
        `UPDATE ${TABLE} SET ip = NULL, user_agent = NULL
         WHERE (ip IS NOT NULL OR user_agent IS NOT NULL) AND confirmed_at < ?::timestamptz - make_interval(days => ?)
         RETURNING id`,
        [now, TRACE_DAYS]
      ),
    ])
    return declared.length + traces.length
  }

  private async lock(db: Db, id: string): Promise<KeptWithdrawal | null> {
    const [kept] = await rows<KeptWithdrawal>(
      db,
      `SELECT ${COLUMNS} FROM ${TABLE} WHERE id = ? AND confirmed_at IS NOT NULL AND deleted_at IS NULL FOR UPDATE`,
      [id]
    )
    return kept ?? null
  }
}

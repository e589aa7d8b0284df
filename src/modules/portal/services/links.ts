import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { insert, rows, type Db } from "../../../lib/database"
import { addDuration } from "../../../lib/duration"
import type { Vault } from "../../../lib/secret"
import { PORTAL_LINK_LIFE } from "../rules/link-life"
import type { CreateLinkInput, OwedPortalLink, PortalLinkKind, PortalLinkMail } from "../types"
import { dated } from "./dated"

/** What the tokens of links and their hashes are made for. */
export const TOKEN_PURPOSE = "portal-link"

/** A second press of "send me my licenses" within this time owes no second mail. */
const REQUEST_PAUSE_S = 60
/** Whoever presses it for somebody else's address sends them so many mails, and no more. */
const MOST_REQUESTS_AN_HOUR = 3

/**
 * What opens the licenses of an address without an account. A row is a mail that is owed; its token is in clear while the
 * mail is being written and in whoever's hands it is, and stored as HMAC only.
 */
export class PortalLinks {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** Owes a mail with a link. @returns the link's id */
  create(input: CreateLinkInput, now: Date): Promise<string> {
    return this.insert(this.knex, input, now)
  }

  /**
   * Owes an address a link to all its licenses, unless enough are on their way. Whether it has any is the caller's
   * question.
   *
   * @param email in lower case
   * @returns the link's id; null when none is owed for this press
   */
  request({ email, locale }: Pick<CreateLinkInput, "email" | "locale">, now: Date): Promise<string | null> {
    return this.knex.transaction(async (trx) => {
      // There is no row to lock for an address. Two presses at once are one after the other, in whatever process.
      await rows(trx, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`license-center:portal:${email}`])
      const recent = await rows<{ owed: boolean; fresh: boolean }>(
        trx,
        `SELECT noticed_at IS NULL AS owed, created_at > now() - ? * interval '1 second' AS fresh
           FROM license_center_portal_link
          WHERE email = ? AND kind = 'portal' AND created_at > now() - interval '1 hour'`,
        [REQUEST_PAUSE_S, email]
      )
      if (recent.length >= MOST_REQUESTS_AN_HOUR || recent.some(({ owed, fresh }) => owed || fresh)) {
        return null
      }
      return this.insert(trx, { email, locale, kind: "portal", subject_id: null, expires_in: PORTAL_LINK_LIFE }, now)
    })
  }

  /** Ends links, and with them their sessions. @returns how many were good until now */
  async revoke(which: { id: string } | { subject_id: string }, now: Date): Promise<number> {
    const [column, value] = "id" in which ? ["id", which.id] : ["subject_id", which.subject_id]
    const ended = await rows(
      this.knex,
      `UPDATE license_center_portal_link SET revoked_at = ?, updated_at = now()
        WHERE ${column} = ? AND revoked_at IS NULL RETURNING id`,
      [now, value]
    )
    return ended.length
  }

  /** Links whose mail is not in the ledger yet, the oldest first. */
  owed(limit: number, kinds: readonly PortalLinkKind[]): Promise<OwedPortalLink[]> {
    return rows<OwedPortalLink>(
      this.knex,
      `SELECT id, kind, email AS "to", locale, subject_id FROM license_center_portal_link
        WHERE noticed_at IS NULL AND deleted_at IS NULL AND kind = ANY(?) ORDER BY created_at, id LIMIT ?`,
      [kinds, limit]
    )
  }

  async markNoticed(ids: string[]): Promise<void> {
    await rows(
      this.knex,
      `UPDATE license_center_portal_link SET noticed_at = coalesce(noticed_at, now()), updated_at = now()
        WHERE id = ANY(?)`,
      [ids]
    )
  }

  /**
   * What the mail that brings a link says, with the token: for the step that writes it, which lets nothing of it out. From
   * this moment the link opens something. Written again after a crash it is the same mail, with the same token.
   *
   * @returns null when the link was revoked or has ended: nothing is owed any more
   */
  async readMail(id: string, now: Date): Promise<PortalLinkMail | null> {
    const token = `lcp_${this.vault.token(TOKEN_PURPOSE, id)}`
    const [row] = await rows<Omit<PortalLinkMail, "token">>(
      this.knex,
      `UPDATE license_center_portal_link SET token_hash = ?, updated_at = now()
        WHERE id = ? AND revoked_at IS NULL AND expires_at > ? AND deleted_at IS NULL
        RETURNING id, kind, email AS "to", locale, subject_id, expires_at`,
      [this.vault.hash(TOKEN_PURPOSE, token), id, now]
    )
    return row ? { ...dated(row), token } : null
  }

  private async insert(db: Db, { expires_in, ...input }: CreateLinkInput, now: Date): Promise<string> {
    const id = generateEntityId(undefined, "lcplk")
    await insert(db, "license_center_portal_link", { id, ...input, expires_at: addDuration(now, expires_in) })
    return id
  }
}

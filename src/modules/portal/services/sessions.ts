import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { insert, rows, type Db } from "../../../lib/database"
import type { Vault } from "../../../lib/secret"
import { linkState, sessionEnd } from "../rules/link-life"
import { isPortalSession, isPortalToken } from "../rules/tokens"
import type { ExchangedPortalLink, PortalLinkKind, PortalVisitor } from "../types"
import { dated } from "./dated"
import { TOKEN_PURPOSE } from "./links"

const SESSION_PURPOSE = "portal-session"

type LinkRow = {
  id: string
  email: string
  kind: PortalLinkKind
  subject_id: string | null
  expires_at: Date
  revoked_at: Date | null
}

/** What links are exchanged for. A session is in clear in its cookie or its caller, and stored as HMAC only. */
export class PortalSessions {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** Each exchange makes a session of its own, as often as wanted: mail scanners and second devices come, too. */
  async exchange(token: string, now: Date): Promise<ExchangedPortalLink> {
    if (!isPortalToken(token)) {
      return { ok: false, reason: "unknown" }
    }
    return this.knex.transaction(async (trx) => {
      // Under the link's lock, so that no session begins after it was revoked.
      const link = await this.lock(trx, token)
      if (!link) {
        return { ok: false, reason: "unknown" }
      }
      const state = linkState(link, now)
      return state === "valid" ? this.begin(trx, link, now) : { ok: false, reason: state }
    })
  }

  /** Whose session it is; null when it has ended, or never was. A session ends with its link. */
  async visitor(session: string, now: Date): Promise<PortalVisitor | null> {
    if (!isPortalSession(session)) {
      return null
    }
    const [row] = await rows<PortalVisitor & { expires_at: Date }>(
      this.knex,
      `SELECT s.id AS session_id, l.id AS link_id, l.email, l.kind, l.subject_id, s.expires_at
         FROM license_center_portal_session s JOIN license_center_portal_link l ON l.id = s.link_id
        WHERE s.token_hash IN (?, ?) AND s.ended_at IS NULL AND l.revoked_at IS NULL AND l.deleted_at IS NULL
          AND least(s.expires_at, l.expires_at) > ?`,
      [...this.vault.hashPair(SESSION_PURPOSE, session), now]
    )
    return row ? dated(row) : null
  }

  /** Its link goes on opening others. */
  async end(session_id: string): Promise<void> {
    await rows(
      this.knex,
      "UPDATE license_center_portal_session SET ended_at = coalesce(ended_at, now()), updated_at = now() WHERE id = ?",
      [session_id]
    )
  }

  private async lock(trx: Knex.Transaction, token: string): Promise<LinkRow | null> {
    const [row] = await rows<LinkRow>(
      trx,
      `SELECT id, email, kind, subject_id, expires_at, revoked_at FROM license_center_portal_link
        WHERE token_hash IN (?, ?) AND deleted_at IS NULL FOR UPDATE`,
      this.vault.hashPair(TOKEN_PURPOSE, token)
    )
    return row ? dated(row) : null
  }

  private async begin(trx: Db, link: LinkRow, now: Date): Promise<ExchangedPortalLink> {
    const session = `lcv_${randomBytes(32).toString("base64url")}`
    const expires_at = sessionEnd(now, link.expires_at)
    const session_id = generateEntityId(undefined, "lcpse")
    await insert(trx, "license_center_portal_session", {
      id: session_id,
      link_id: link.id,
      token_hash: this.vault.hash(SESSION_PURPOSE, session),
      expires_at,
    })
    await rows(trx, "UPDATE license_center_portal_link SET last_used_at = ?, updated_at = now() WHERE id = ?", [
      now,
      link.id,
    ])
    const { id: link_id, email, kind, subject_id } = link
    return { ok: true, session, expires_at, visitor: { session_id, link_id, email, kind, subject_id, expires_at } }
  }
}

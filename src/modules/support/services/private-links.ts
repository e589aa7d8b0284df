import { randomBytes } from "node:crypto"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows, type Db } from "../../../lib/database"
import type { Vault } from "../../../lib/secret"
import { linkState } from "../rules/link-life"
import { isLinkToken, isSession } from "../rules/link-tokens"
import type { TicketStatus } from "../rules/ticket-status"
import type { LinkKind } from "../rules/words"
import type { Actor, ExchangedLink, Visitor } from "../types"
import { dated } from "./dated"
import { oweLinks } from "./owed-links"
import { participantsOf } from "./participant-rows"
import { notAllowed } from "./refusals"
import { endOfMerges, lockFound, lockTicket } from "./ticket-row"
import { recordTicketEvent } from "./trail"

/** What the hashes of tokens are made for. */
export const TOKEN_PURPOSE = "private-link"
const SESSION_PURPOSE = "ticket-visit"

/** How long somebody may stay on a page without following the link again. */
const VISIT_MS = 12 * 3_600_000
/** A second press of "mail me a new link" within this time owes no second mail. */
const REQUEST_PAUSE_S = 60
/** Somebody who follows a link again and again leaves one trace a day. */
const OPENED_PAUSE_MS = 86_400_000

type LinkRow = {
  id: string
  ticket_id: string
  participant_id: string
  email: string
  locale: string | null
  status: TicketStatus
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
  revoked_at: Date | null
  removed_at: Date | null
  closed_at: Date | null
}

const LINK = `SELECT l.id, l.ticket_id, l.participant_id, p.email, t.locale, t.status, l.created_at,
    l.last_used_at, l.expires_at, l.revoked_at, p.removed_at, t.closed_at
  FROM license_center_private_link l
  JOIN license_center_ticket t ON t.id = l.ticket_id AND t.deleted_at IS NULL
  JOIN license_center_ticket_participant p ON p.id = l.participant_id`

export type RequestedLink = { link_id: string; ticket_id: string }

export type OwedLink = { id: string; ticket_id: string; kind: LinkKind; to: string; locale: string | null }

/**
 * What opens a ticket without an account. Tokens and sessions are stored as HMAC only; a token exists in clear while a
 * mail is being written and in whoever's hands it is, a session in its cookie or its caller.
 */
export class PrivateLinks {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** Each exchange makes a visit of its own, as often as wanted: mail scanners and second devices come, too. */
  async exchange(token: string, now: Date): Promise<ExchangedLink> {
    const known = await this.find(this.knex, token)
    if (!known) {
      return { ok: false, reason: "unknown" }
    }
    const life = linkState(known, now)
    if (life.state !== "valid") {
      return { ok: false, reason: life.state }
    }
    return this.knex.transaction(async (trx) => {
      // Under the ticket's lock, so that a merge takes the visit along or comes after it.
      const locked = await lockFound(trx, async (db) => {
        const link = await this.find(db, token)
        return link && linkState(link, now).state === "valid" ? link : null
      })
      return locked ? this.begin(trx, locked.found, life.until, now) : { ok: false, reason: "revoked" }
    })
  }

  private async begin(trx: Knex.Transaction, link: LinkRow, until: Date, now: Date): Promise<ExchangedLink> {
    const session = `lcs_${randomBytes(32).toString("base64url")}`
    const expires_at = new Date(Math.min(now.getTime() + VISIT_MS, until.getTime()))
    const visit_id = generateEntityId(undefined, "lcvis")
    await insert(trx, "license_center_ticket_visit", {
      id: visit_id,
      ticket_id: link.ticket_id,
      participant_id: link.participant_id,
      link_id: link.id,
      token_hash: this.vault.hash(SESSION_PURPOSE, session),
      expires_at,
    })
    await rows(trx, "UPDATE license_center_private_link SET last_used_at = ?, updated_at = now() WHERE id = ?", [
      now,
      link.id,
    ])
    await rows(
      trx,
      `UPDATE license_center_ticket_participant SET proven_at = coalesce(proven_at, ?), updated_at = now() WHERE id = ?`,
      [now, link.participant_id]
    )
    if (!link.last_used_at || now.getTime() - link.last_used_at.getTime() >= OPENED_PAUSE_MS) {
      await recordTicketEvent(trx, {
        name: "ticket.link_opened",
        ticket_id: link.ticket_id,
        actor: { type: "customer", id: link.participant_id },
        data: { link_id: link.id },
      })
    }
    const { ticket_id, participant_id, email, locale } = link
    const visitor = { visit_id, link_id: link.id, ticket_id, participant_id, email, locale, expires_at }
    return { ok: true, session, expires_at, visitor }
  }

  /** A visit ends with its link. */
  async visitor(session: string, now: Date): Promise<Visitor | null> {
    if (!isSession(session)) {
      return null
    }
    const [row] = await rows<LinkRow & { visit_id: string; visit_expires_at: string }>(
      this.knex,
      `SELECT v.id AS visit_id, v.expires_at AS visit_expires_at, link.* FROM license_center_ticket_visit v
         JOIN (${LINK}) AS link ON link.id = v.link_id
        WHERE v.token_hash IN (?, ?) AND v.ended_at IS NULL`,
      this.vault.hashPair(SESSION_PURPOSE, session)
    )
    const expires_at = row && new Date(row.visit_expires_at)
    if (!row || !expires_at || expires_at <= now || linkState(dated(row), now).state !== "valid") {
      return null
    }
    const { visit_id, id: link_id, ticket_id, participant_id, email, locale } = row
    return { visit_id, link_id, ticket_id, participant_id, email, locale, expires_at }
  }

  async leave(visit_id: string): Promise<void> {
    await rows(
      this.knex,
      "UPDATE license_center_ticket_visit SET ended_at = coalesce(ended_at, now()), updated_at = now() WHERE id = ?",
      [visit_id]
    )
  }

  /** The id of the link whose token this is or was: an id may pass through a workflow, a token may not. */
  async identify(token: string): Promise<string | null> {
    return (await this.find(this.knex, token))?.id ?? null
  }

  /** A link that was revoked owes nothing: whoever revoked it meant to end it. */
  async request(
    claim: { link_id: string } | { email_key: string; number: number },
    now: Date
  ): Promise<RequestedLink | null> {
    return this.knex.transaction(async (trx) => {
      // Under the ticket's lock two presses at once are one after the other.
      const locked = await lockFound(trx, (db) =>
        "link_id" in claim ? this.ofLink(db, claim.link_id, now) : this.ofAddress(db, claim)
      )
      if (!locked) {
        return null
      }
      const { found: whose } = locked
      const [recent] = await rows(
        trx,
        `SELECT id FROM license_center_private_link WHERE participant_id = ? AND kind = 'requested'
            AND (noticed_at IS NULL OR created_at > now() - ? * interval '1 second') LIMIT 1`,
        [whose.participant_id, REQUEST_PAUSE_S]
      )
      if (recent) {
        return null
      }
      const [id] = await oweLinks(trx, whose.ticket_id, [whose.participant_id], "requested")
      await recordTicketEvent(trx, {
        name: "ticket.link_requested",
        ticket_id: whose.ticket_id,
        actor: { type: "customer", id: whose.participant_id },
        data: { link_id: id },
      })
      return { link_id: id!, ticket_id: whose.ticket_id }
    })
  }

  /** @throws MedusaError not_found; not_allowed when the participant is none of the ticket, or it is spam or held */
  async mint(ticket_id: string, participant_id: string, actor: Actor): Promise<string> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, ticket_id)
      const participants = await participantsOf(trx, ticket_id)
      if (!participants.some(({ id }) => id === participant_id)) {
        throw notAllowed("This address does not take part in the ticket")
      }
      if (ticket.status === "spam" || ticket.status === "held" || ticket.merged_into_id) {
        throw notAllowed("Nobody is mailed about a ticket that is spam, held or merged")
      }
      const [id] = await oweLinks(trx, ticket_id, [participant_id], "requested")
      await recordTicketEvent(trx, { name: "ticket.link_mailed", ticket_id, actor, data: { link_id: id } })
      return id!
    })
  }

  /** @throws MedusaError not_found */
  async revoke(ticket_id: string, link_id: string | null, actor: Actor, reason: string | null): Promise<number> {
    return this.knex.transaction(async (trx) => {
      await lockTicket(trx, ticket_id)
      const ended = await rows<{ id: string }>(
        trx,
        `UPDATE license_center_private_link SET revoked_at = now(), updated_at = now()
          WHERE ticket_id = ? AND revoked_at IS NULL ${link_id ? "AND id = ?" : ""} RETURNING id`,
        [ticket_id, ...(link_id ? [link_id] : [])]
      )
      await rows(
        trx,
        `UPDATE license_center_ticket_visit SET ended_at = now(), updated_at = now()
          WHERE ended_at IS NULL AND link_id IN (SELECT jsonb_array_elements_text(?::jsonb))`,
        [JSON.stringify(ended.map(({ id }) => id))]
      )
      if (ended.length) {
        const data = { link_ids: ended.map(({ id }) => id) }
        await recordTicketEvent(trx, { name: "ticket.links_revoked", ticket_id, actor, reason, data })
      }
      return ended.length
    })
  }

  owed(limit: number, ticket_id?: string): Promise<OwedLink[]> {
    return rows<OwedLink>(
      this.knex,
      `SELECT l.id, l.ticket_id, l.kind, p.email AS "to", t.locale FROM license_center_private_link l
         JOIN license_center_ticket t ON t.id = l.ticket_id
         JOIN license_center_ticket_participant p ON p.id = l.participant_id
        WHERE l.noticed_at IS NULL AND l.deleted_at IS NULL ${ticket_id ? "AND l.ticket_id = ?" : ""}
        ORDER BY l.created_at, l.id LIMIT ?`,
      [...(ticket_id ? [ticket_id] : []), limit]
    )
  }

  async noticed(ids: string[]): Promise<void> {
    await rows(
      this.knex,
      `UPDATE license_center_private_link SET noticed_at = coalesce(noticed_at, now()), updated_at = now()
        WHERE id IN (SELECT jsonb_array_elements_text(?::jsonb))`,
      [JSON.stringify(ids)]
    )
  }

  private async find(db: Db, token: string): Promise<LinkRow | null> {
    if (!isLinkToken(token)) {
      return null
    }
    const [row] = await rows<LinkRow>(
      db,
      `${LINK} WHERE l.token_hash IN (?, ?)`,
      this.vault.hashPair(TOKEN_PURPOSE, token)
    )
    return row ? dated(row) : null
  }

  private async ofLink(db: Db, link_id: string, now: Date): Promise<Claimed | null> {
    const [row] = await rows<LinkRow>(db, `${LINK} WHERE l.id = ?`, [link_id])
    return row && isOpenToMail(row) && linkState(dated(row), now).state !== "revoked" ? row : null
  }

  private async ofAddress(
    db: Db,
    { email_key, number }: { email_key: string; number: number }
  ): Promise<Claimed | null> {
    const [asked] = await rows<{ id: string }>(db, "SELECT id FROM license_center_ticket WHERE number = ?", [number])
    const end = asked && (await endOfMerges(db, asked.id))
    const [row] = await rows<Claimed & { status: TicketStatus }>(
      db,
      `SELECT t.id AS ticket_id, t.status, p.id AS participant_id FROM license_center_ticket t
         JOIN license_center_ticket_participant p ON p.ticket_id = t.id AND p.email_key = ? AND p.removed_at IS NULL
        WHERE t.id = ?`,
      [email_key, end?.id ?? ""]
    )
    return row && isOpenToMail(row) ? row : null
  }
}

type Claimed = { ticket_id: string; participant_id: string }

/** Nobody is mailed about what is spam, or held. */
const isOpenToMail = ({ status }: { status: TicketStatus }) => status !== "spam" && status !== "held"

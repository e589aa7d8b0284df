import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { ResolvedOptions } from "../../../lib/options"
import type { Vault } from "../../../lib/secret"
import type { ResolvedSupport } from "../options"
import { closesAt } from "../rules/clock"
import { linkEnd, linkExpiry } from "../rules/link-life"
import { messageIdOf, replyAddressOf } from "../rules/mail-tags"
import type { TicketStatus } from "../rules/ticket-status"
import type { LinkKind, Source } from "../rules/words"
import type { LinkMail } from "../types"
import { attachmentsOf } from "./attachments"
import { dated } from "./dated"
import { TOKEN_PURPOSE } from "./private-links"

/** What the tags in mails are made for: they say which ticket an answer belongs to, and open nothing. */
export const TAG_PURPOSE = "mail-tag"

const MOST_REFERENCES = 20

type Row = {
  id: string
  ticket_id: string
  participant_id: string
  kind: LinkKind
  message_id: string | null
  created_at: Date
  expires_at: Date | null
  email: string
  proven_at: Date | null
  number: number
  subject: string
  status: TicketStatus
  locale: string | null
  source: Source
  waiting_since: Date | null
  warned_at: Date | null
  closed_at: Date | null
}

/** What the mails with private links say. The only place where a token exists in clear. */
export class LinkMails {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault,
    private readonly support: ResolvedSupport,
    private readonly options: ResolvedOptions
  ) {}

  /** Written again after a crash it is the same mail, with the same token. Null when nothing is owed any more. */
  async read(link_id: string, now: Date): Promise<LinkMail | null> {
    const row = await this.prepare(link_id, now)
    if (!row || !isStillTrue(row)) {
      return null
    }
    const { ticket_id, participant_id, number, subject, status } = row
    const sign = (text: string) => this.vault.hash(TAG_PURPOSE, text)
    const host = this.host()
    const idOf = (id: string) => messageIdOf({ ticket_id, participant_id, message_id: asMessage(id), host }, sign)
    const mailbox = this.support.inbound_address
    return {
      link_id,
      kind: row.kind,
      to: row.email,
      participant_id,
      locale: row.locale,
      token: this.tokenOf(link_id),
      ticket: { id: ticket_id, number, subject, status },
      message: row.kind === "reply" ? await this.message(row.message_id) : null,
      closes_at: this.closesAt(row),
      expires_at: linkEnd(row)!,
      opened_by_store: row.source === "operator",
      proven: row.proven_at !== null,
      message_ids: (await this.mailsBefore(row)).map(idOf),
      message_id: idOf(link_id),
      reply_to: mailbox && replyAddressOf({ ticket_id, participant_id, mailbox }, sign),
    }
  }

  /** Stores the token's hash, under the secret of now: from this moment the link opens its ticket. */
  private async prepare(link_id: string, now: Date): Promise<Row | null> {
    const [row] = await rows<Row>(
      this.knex,
      `UPDATE license_center_private_link l
          SET token_hash = ?, expires_at = coalesce(l.expires_at, ?), updated_at = now()
         FROM license_center_ticket t, license_center_ticket_participant p
        WHERE l.id = ? AND l.revoked_at IS NULL AND t.id = l.ticket_id AND t.deleted_at IS NULL
          AND t.status NOT IN ('spam', 'held') AND p.id = l.participant_id AND p.removed_at IS NULL
        RETURNING l.id, l.ticket_id, l.participant_id, l.kind, l.message_id, l.created_at, l.expires_at,
                  p.email, p.proven_at,
                  t.number, t.subject, t.status, t.locale, t.source, t.waiting_since, t.warned_at, t.closed_at`,
      [this.vault.hash(TOKEN_PURPOSE, this.tokenOf(link_id)), linkExpiry(now), link_id]
    )
    return row ? dated(row) : null
  }

  /** 32 bytes that only the store's secret makes of the link's id. */
  private tokenOf(link_id: string): string {
    return `lct_${this.vault.token(TOKEN_PURPOSE, link_id)}`
  }

  private async message(id: string | null): Promise<LinkMail["message"]> {
    const [message] = await rows<{ id: string; body: string; created_at: string }>(
      this.knex,
      "SELECT id, body, created_at FROM license_center_ticket_message WHERE id = ? AND kind = 'public' AND deleted_at IS NULL",
      [id]
    )
    return message
      ? {
          ...message,
          created_at: new Date(message.created_at),
          attachments: (await attachmentsOf(this.knex, [message.id])).map(({ id, filename, mime_type, size }) => ({
            id,
            filename,
            mime_type,
            size,
          })),
        }
      : null
  }

  private closesAt({ kind, waiting_since, warned_at }: Row): Date | null {
    return kind === "closing" && waiting_since && warned_at
      ? closesAt(waiting_since, warned_at, this.support.waiting_days)
      : null
  }

  /** Ids of the mails that this participant was sent about the ticket, oldest first. */
  private async mailsBefore({ id, ticket_id, participant_id }: Row): Promise<string[]> {
    const before = await rows<{ id: string }>(
      this.knex,
      `SELECT id FROM license_center_private_link
        WHERE ticket_id = ? AND participant_id = ? AND token_hash IS NOT NULL AND id <> ? AND created_at <=
              (SELECT created_at FROM license_center_private_link WHERE id = ?)
        ORDER BY created_at DESC, id DESC LIMIT ?`,
      [ticket_id, participant_id, id, id, MOST_REFERENCES]
    )
    return before.map((link) => link.id).reverse()
  }

  /** Not the mailbox's: another provider must not change the ids of mails that were sent. */
  private host(): string {
    return new URL(this.options.store_url).hostname
  }
}

/** Each mail has an id of its own, also two about one message: the link's stands where a message's would. */
const asMessage = (link_id: string) => link_id.replace(/^lclnk_/, "lcmsg_")

function isStillTrue({ kind, status, warned_at }: Row): boolean {
  return kind !== "closing" || (status === "waiting_customer" && warned_at !== null)
}

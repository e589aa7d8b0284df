import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { Vault } from "../../../lib/secret"
import type { ResolvedSupport } from "../options"
import { judgeInbound, type InboundMail, type InboundVerdict } from "../rules/inbound"
import { sameAddress } from "../rules/mail-address"
import { claimedTickets, readTags, tagVerifier, type MailTag } from "../rules/mail-tags"
import { TAG_PURPOSE } from "./link-mails"
import { endOfMerges } from "./ticket-row"

const MESSAGE_ID = "inbound-message-id"
const REPLAY = "inbound-replay-token"

/** More take part in no ticket, and each costs an HMAC for every address that names it. */
const MOST_PARTICIPANTS = 50

/** What a mail proves, and by which names it is remembered. Hashes and ids only. */
export type InboundView = {
  /** Ids are those of the ticket that a merged one led to. */
  verdict: InboundVerdict
  message_id_hash: string
  replay_hash: string | null
  /** What the mail's message has as its submission: whoever died between message and record finds it by that. */
  submission: string
}

/** What became of a mail. */
export type InboundTaken = {
  provider: InboundMail["provider"]
  message_id_hash: string
  replay_hash: string | null
  action: InboundVerdict["action"]
  reason: string | null
  ticket_id: string | null
  message_id: string | null
  /** Their names without keys and card numbers. */
  refused_files: { filename: string; reason: string }[]
}

type Target = { id: string; status: string }

/** Finds out what a mail that came in answers and who wrote it, and remembers what became of it. */
export class InboundDesk {
  private readonly own_addresses: string[]

  /** @param own what the store writes from or names for help, besides the inbound mailbox */
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault,
    private readonly support: ResolvedSupport,
    own: (string | null)[] = []
  ) {
    this.own_addresses = [support.inbound_address, ...own].filter((address) => address !== null)
  }

  /**
   * @param replay_token what its provider signs once for each post; null for the others
   * @returns a verdict, and changes nothing
   */
  async judge(mail: InboundMail, replay_token: string | null): Promise<InboundView> {
    const message_id_hash = this.vault.hash(MESSAGE_ID, mail.message_id)
    const seen_before = await this.isSeen(mail.message_id, replay_token)
    const tag = seen_before ? null : await this.tagOf(mail)
    const ticket = tag ? await endOfMerges(this.knex, tag.ticket_id) : null
    const participant = tag && ticket ? await this.participantOf(tag, ticket, mail) : null
    const verdict = judgeInbound(mail, {
      tag,
      // A merge gave the address another id; whom the tag was made for is the same person.
      participant: tag && participant && { id: tag.participant_id, email: participant.email },
      ticket,
      own_addresses: this.isOurs(mail) ? [...this.own_addresses, mail.from.address] : this.own_addresses,
      seen_before,
    })
    return {
      verdict: verdict.action === "thread" ? { ...verdict, participant_id: participant!.id } : verdict,
      message_id_hash,
      replay_hash: replay_token === null ? null : this.vault.hash(REPLAY, replay_token),
      submission: message_id_hash,
    }
  }

  /** @returns false when the mail was written down before */
  async record(taken: InboundTaken): Promise<boolean> {
    const written = await rows(
      this.knex,
      `INSERT INTO license_center_inbound_mail
         (id, provider, message_id_hash, replay_hash, action, reason, ticket_id, message_id, refused_files)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
      [
        generateEntityId(undefined, "lcinb"),
        taken.provider,
        taken.message_id_hash,
        taken.replay_hash,
        taken.action,
        taken.reason,
        taken.ticket_id,
        taken.message_id,
        taken.refused_files.length ? JSON.stringify(taken.refused_files) : null,
      ]
    )
    return written.length > 0
  }

  private async isSeen(message_id: string, replay_token: string | null): Promise<boolean> {
    const ids = this.vault.hashPair(MESSAGE_ID, message_id)
    const tokens = replay_token === null ? [null, null] : this.vault.hashPair(REPLAY, replay_token)
    const seen = await rows(
      this.knex,
      `SELECT 1 FROM license_center_inbound_mail WHERE message_id_hash IN (?, ?) OR replay_hash IN (?, ?) LIMIT 1`,
      [...ids, ...tokens]
    )
    return seen.length > 0
  }

  /** A mail of ours that came back by a list or a forwarding: whoever answered it has another Message-ID. */
  private isOurs({ message_id }: InboundMail): boolean {
    return readTags({ to: [], in_reply_to: message_id, references: [] }, this.verify) !== null
  }

  private async tagOf(mail: InboundMail): Promise<MailTag | null> {
    const claimed = claimedTickets(mail)
    const found = claimed.length
      ? await rows<{ id: string; ticket_id: string }>(
          this.knex,
          `SELECT id, ticket_id FROM (
             SELECT id, ticket_id, row_number() OVER (PARTITION BY ticket_id ORDER BY created_at, id) AS place
               FROM license_center_ticket_participant WHERE ticket_id IN (${claimed.map(() => "?").join(", ")})
           ) AS p WHERE place <= ?`,
          [...claimed, MOST_PARTICIPANTS]
        )
      : []
    return readTags(mail, this.verify, (ticket) =>
      found.filter(({ ticket_id }) => ticket_id === ticket).map(({ id }) => id)
    )
  }

  private readonly verify = tagVerifier((text) => this.vault.hashes(TAG_PURPOSE, text))

  /** Who takes part there now, under the address that the tag was mailed to. */
  private async participantOf(
    tag: MailTag,
    ticket: Target,
    mail: InboundMail
  ): Promise<{ id: string; email: string } | null> {
    const found = await rows<{ id: string; email: string; is_mailed: boolean }>(
      this.knex,
      `SELECT p.id, p.email, mailed.id IS NOT NULL AS is_mailed FROM license_center_ticket_participant p
         LEFT JOIN license_center_ticket_participant mailed ON mailed.id = ? AND mailed.email_key = p.email_key
        WHERE p.ticket_id = ? AND p.removed_at IS NULL AND p.deleted_at IS NULL`,
      [tag.participant_id, ticket.id]
    )
    const mailed = found.find(({ is_mailed }) => is_mailed) ?? null
    // Somebody else who takes part answers what was forwarded to them. Without the tag's own address only a check of the
    // provider says that it is them.
    const isChecked = mail.spf_pass === true || mail.dkim_pass === true
    const sender = isChecked ? found.find(({ email }) => sameAddress(email, mail.from.address)) : null
    return sender ?? mailed
  }
}

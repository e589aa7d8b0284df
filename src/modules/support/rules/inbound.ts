import { isAutoResponder, isBounce } from "./auto-responder"
import type { InboundMail } from "./inbound-mail"
import { normalizeEmail } from "./intake"
import { addressKey, sameAddress } from "./mail-address"
import type { MailTag } from "./mail-tags"
import { replyText } from "./reply-text"

export { isAutoResponder, isBounce } from "./auto-responder"
export type { InboundMail } from "./inbound-mail"
export { replyText } from "./reply-text"

export type InboundVerdict =
  /** It is that participant's next message. */
  | { action: "thread"; ticket_id: string; participant_id: string }
  /** An operator decides; `ticket_id` is what it seems to belong to. */
  | { action: "hold"; reason: HoldReason; ticket_id: string | null }
  /** Nothing of it is kept. */
  | { action: "drop"; reason: DropReason }

export type HoldReason =
  /** It answers no ticket that we know of. */
  | "no_tag"
  /** Whom the tag was given to takes no part any more. */
  | "unknown_sender"
  /** Somebody else sends it: a second address of the customer, a colleague, or a forger. */
  | "sender_mismatch"
  /** From names the participant, and the provider's checks do not confirm it. */
  | "unauthenticated"
  | "spam"

export type DropReason =
  | "auto_responder"
  | "bounce"
  | "own_mail"
  | "duplicate"
  | "empty"
  /** From names nobody, several, or what is no address: nobody could be answered. */
  | "no_address"
  /** There were more of its sender, or for its ticket, than anybody writes. Found out by whoever counts them. */
  | "rate_limited"

/**
 * What to do with a mail. It is threaded only when its tag verified, and the sender is that tag's participant; all an
 * answer can do is to say something as this participant: in its ticket, or in the one that follows it when that was
 * closed long ago. Whatever else a person may have written is held.
 *
 * @param known.tag as `readTags` gives it: verified
 * @param known.participant of the tag; null when removed or gone
 * @param known.ticket of the tag, or what it was merged into; null when gone
 * @param known.own_addresses what the store sends from and receives at; with or without a `+tag`
 * @param known.seen_before a mail with this Message-ID was taken in already
 */
export function judgeInbound(
  mail: InboundMail,
  known: {
    tag: MailTag | null
    participant: { id: string; email: string } | null
    ticket: { id: string; status: string } | null
    own_addresses: string[]
    seen_before: boolean
  }
): InboundVerdict {
  const { tag, participant } = known
  // A participant without its ticket, or of another tag, is a mistake of the caller's that must not open anything.
  const ticket = tag ? known.ticket : null
  const hold = (reason: HoldReason): InboundVerdict => ({ action: "hold", reason, ticket_id: ticket?.id ?? null })
  const drop = (reason: DropReason): InboundVerdict => ({ action: "drop", reason })

  if (known.seen_before) {
    return drop("duplicate")
  }
  if (isOwn(mail.from.address, known.own_addresses)) {
    return drop("own_mail")
  }
  if (isBounce(mail)) {
    return drop("bounce")
  }
  if (isAutoResponder(mail)) {
    return drop("auto_responder")
  }
  if (!normalizeEmail(mail.from.address)) {
    return drop("no_address")
  }
  // A question may stand in the subject alone; an answer's subject is ours.
  if (!mail.attachments.length && !replyText(mail) && (ticket || !mail.subject.trim())) {
    return drop("empty")
  }
  if (mail.spam || ticket?.status === "spam") {
    return hold("spam")
  }
  if (!tag || !ticket) {
    return hold("no_tag")
  }
  if (!participant || participant.id !== tag.participant_id) {
    return hold("unknown_sender")
  }
  if (!sameAddress(mail.from.address, participant.email)) {
    return hold("sender_mismatch")
  }
  if (!isAuthenticated(mail)) {
    return hold("unauthenticated")
  }
  return { action: "thread", ticket_id: ticket.id, participant_id: participant.id }
}

/** One check is enough: forwarding breaks SPF, mailing gateways break DKIM. Without any check the tag has to do. */
function isAuthenticated({ spf_pass, dkim_pass }: InboundMail): boolean {
  return spf_pass === true || dkim_pass === true || (spf_pass === null && dkim_pass === null)
}

function isOwn(address: string, own_addresses: string[]): boolean {
  const bare = (given: string) => addressKey(given)?.replace(/\+[^@]*@/, "@")
  const sender = bare(address)
  return sender !== undefined && own_addresses.some((own) => bare(own) === sender)
}

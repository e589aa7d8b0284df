import { timingSafeEqual } from "node:crypto"

/** Whom a mail answers, as far as its tag proves it. */
export type MailTag = { ticket_id: string; participant_id: string }

/** `sign` gives at least 80 bits as hex: the Vault's hash for one purpose of our own. */
type Sign = (text: string) => string
type Verify = (text: string, tag: string) => boolean

/**
 * What the local part of the inbound mailbox may have, in octets, so that a tag still fits behind it.
 *
 * RFC 5321 §4.5.3.1.1 allows a local part 64 octets, and `+lc.<ulid>.<tag>` takes 47.
 */
export const MAILBOX_LOCAL_MAX = 17

// Mailers change the case of addresses and some that of Message-IDs, so both carry Crockford's base32 in lower case:
// it is what a ULID is written in, and reads the same in either case.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
const TAG_BYTES = 10
const ULID = "[0-7][0-9a-hjkmnp-tv-z]{25}"
const TAG = "[0-9a-hjkmnp-tv-z]{16}"
const IN_MESSAGE_ID = new RegExp(`(?<![0-9a-z])lc\\.(${ULID})\\.(${ULID})\\.(${ULID})\\.(${TAG})"?\\s{0,4}@`, "gi")
const IN_ADDRESS = new RegExp(`\\+lc\\.(${ULID})\\.(${TAG})"?\\s{0,4}@`, "gi")

// A stranger decides how many there are, and each costs an HMAC.
const MAX_CANDIDATES = 100
const MAX_LENGTH = 16 * 1024

const PREFIXES = { ticket: "lctkt_", message: "lcmsg_", participant: "lcpar_" } as const

/**
 * The Message-ID of a mail about a ticket: `<lc.ticket.message.participant.tag@host>`. Whoever answers sends it back as
 * In-Reply-To, which is how the answer finds its ticket.
 *
 * @throws Error when an id is not one of ours
 */
export function messageIdOf(
  input: { ticket_id: string; message_id: string; participant_id: string; host: string },
  sign: Sign
): string {
  const parts = [
    shorten("ticket", input.ticket_id),
    shorten("message", input.message_id),
    shorten("participant", input.participant_id),
  ]
  return `<lc.${parts.join(".")}.${tagOf(sign(messageText(input)))}@${input.host}>`
}

/**
 * The Reply-To of a mail about a ticket: `support+lc.<ticket>.<tag>@inbound.example.com`, for the providers and mailers
 * that replace Message-IDs.
 *
 * Two ULIDs and 80 bits of tag do not fit into 64 octets. So the participant is signed but not written down: the
 * reader tries the ticket's participants, see {@link claimedTickets}.
 *
 * @param input.mailbox what the inbound provider receives, with at most {@link MAILBOX_LOCAL_MAX} octets before its `@`
 * @throws Error when an id is not one of ours, or the mailbox is no address or too long
 */
export function replyAddressOf(
  input: { ticket_id: string; participant_id: string; mailbox: string },
  sign: Sign
): string {
  const at = input.mailbox.lastIndexOf("@")
  const local = input.mailbox.slice(0, at)
  if (at < 1 || at === input.mailbox.length - 1 || Buffer.byteLength(local) > MAILBOX_LOCAL_MAX) {
    throw new Error(
      `License Center: the inbound mailbox must be an address with at most ${MAILBOX_LOCAL_MAX} characters before its @.`
    )
  }
  shorten("participant", input.participant_id)
  const tag = tagOf(sign(replyText(input)))
  return `${local}+lc.${shorten("ticket", input.ticket_id)}.${tag}${input.mailbox.slice(at)}`
}

/**
 * The tickets that the recipients of a mail name, proved or not: what to look up participants of before
 * {@link readTags}. At most ten, whatever the mail holds.
 */
export function claimedTickets(headers: { to: string[] }): string[] {
  return [...new Set(addressClaims(headers.to).map(({ ticket_id }) => ticket_id))].slice(0, 10)
}

/**
 * The first tag that verifies: of the recipients, then of In-Reply-To, then of References, the latest first. Forged and
 * damaged ones are as if they were not there.
 *
 * @param verify in constant time, see {@link tagVerifier}
 * @param participants_of ids of a ticket's participants; without it the tags of addresses are not read
 */
export function readTags(
  headers: { to: string[]; in_reply_to: string | null; references: string[] },
  verify: Verify,
  participants_of: (ticket_id: string) => string[] = () => []
): MailTag | null {
  let left = MAX_CANDIDATES
  for (const { ticket_id, tag } of addressClaims(headers.to)) {
    for (const participant_id of participants_of(ticket_id)) {
      if (left-- <= 0) {
        return null
      }
      if (verify(replyText({ ticket_id, participant_id }), tag)) {
        return { ticket_id, participant_id }
      }
    }
  }
  for (const text of [headers.in_reply_to ?? "", ...headers.references.slice(-MAX_CANDIDATES).reverse()]) {
    for (const [, ticket, message, participant, tag] of text.slice(0, MAX_LENGTH).matchAll(IN_MESSAGE_ID)) {
      if (left-- <= 0) {
        return null
      }
      const claim = {
        ticket_id: lengthen("ticket", ticket!),
        message_id: lengthen("message", message!),
        participant_id: lengthen("participant", participant!),
      }
      if (verify(messageText(claim), tag!.toLowerCase())) {
        return { ticket_id: claim.ticket_id, participant_id: claim.participant_id }
      }
    }
  }
  return null
}

/** The tag that belongs to a signature: its first 80 bits in lower-case Crockford base32, 16 characters. */
export function tagOf(signature_hex: string): string {
  if (!/^[0-9a-f]{20}/i.test(signature_hex)) {
    throw new Error("License Center: a signature must be hex and have 80 bits.")
  }
  let rest = BigInt(`0x${signature_hex.slice(0, TAG_BYTES * 2)}`)
  let tag = ""
  for (let written = 0; written < (TAG_BYTES * 8) / 5; written++) {
    tag = ALPHABET[Number(rest & 31n)]! + tag
    rest >>= 5n
  }
  return tag
}

/**
 * Compares in constant time, against every signature that a text may have: under the current secret and, while it is
 * rotated, under the one before.
 *
 * @param hashes as `vault.hashes` gives them, for the same purpose that signs
 */
export function tagVerifier(hashes: (text: string) => string[]): Verify {
  return (text, tag) => {
    const given = Buffer.from(tag)
    let verified = false
    for (const signature of hashes(text)) {
      const expected = Buffer.from(tagOf(signature))
      // Every one is compared, so that time does not tell which secret it was.
      verified = (given.length === expected.length && timingSafeEqual(given, expected)) || verified
    }
    return verified
  }
}

function addressClaims(addresses: string[]): { ticket_id: string; tag: string }[] {
  return addresses
    .slice(0, MAX_CANDIDATES)
    .flatMap((address) => [...address.slice(0, MAX_LENGTH).matchAll(IN_ADDRESS)])
    .slice(0, MAX_CANDIDATES)
    .map(([, ticket, tag]) => ({ ticket_id: lengthen("ticket", ticket!), tag: tag!.toLowerCase() }))
}

// The first word keeps the tag of a Message-ID, which travels in archives and forwarded mails, from opening an address.
function messageText(of: { ticket_id: string; message_id: string; participant_id: string }): string {
  return ["message-id", of.ticket_id, of.message_id, of.participant_id].join("\0")
}

function replyText(of: MailTag): string {
  return ["reply-to", of.ticket_id, of.participant_id].join("\0")
}

function shorten(kind: keyof typeof PREFIXES, id: string): string {
  const prefix = PREFIXES[kind]
  if (!id.startsWith(prefix) || !new RegExp(`^${ULID.toUpperCase()}$`).test(id.slice(prefix.length))) {
    throw new Error(`License Center: "${id}" is not the id of a ${kind}.`)
  }
  return id.slice(prefix.length).toLowerCase()
}

function lengthen(kind: keyof typeof PREFIXES, text: string): string {
  return PREFIXES[kind] + text.toUpperCase()
}

import { createHash, timingSafeEqual } from "node:crypto"
import { BlockList, isIP } from "node:net"
import type { InboundMail } from "../rules/inbound-mail"
import { domainKey, domainOf, readAddresses } from "../rules/mail-address"

/** What a provider posted. */
export type InboundRequest = {
  headers: Record<string, string | string[] | undefined>
  /** As it came: signatures are over its bytes. */
  raw_body: Buffer
  /** Who is connected, for providers that are known by their addresses. */
  ip?: string
  /** Of a form: parsed by the route. */
  fields?: Record<string, string>
  /** Of a multipart form, as multer's memory storage gives them. */
  files?: { fieldname: string; originalname: string; mimetype: string; buffer: Buffer }[]
}

/** `bad_signature`: not from the provider, or too old. `malformed`: from the provider, but no mail can be read of it. */
export type InboundError = { error: "bad_signature" | "malformed" }

/** The headers of a mail in their order. */
export type MailHeaders = [name: string, value: string][]

// A mail has some dozens; what is more is an attack on whoever reads them.
const MAX_HEADERS = 500
const MAX_REFERENCES = 200

/** The first value of a request's header, whatever the case of its name. */
export function requestHeader(request: Pick<InboundRequest, "headers">, name: string): string | null {
  const found = Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1]
  return (Array.isArray(found) ? found[0] : found) ?? null
}

/** Compares texts of any length without telling by its time where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** HTTP basic authentication (RFC 7617), which a webhook's URL carries as `https://user:password@host`. */
export function hasBasicAuth(request: InboundRequest, user: string, password: string): boolean {
  const [, encoded] =
    /^basic ([a-z0-9+/=_-]{1,2048})$/i.exec(requestHeader(request, "authorization")?.trim() ?? "") ?? []
  const given = Buffer.from(encoded ?? "", "base64").toString("utf8")
  const right = sameSecret(given, `${user}:${password}`)
  // An unset password must not be what an empty one matches.
  return right && encoded !== undefined && password !== ""
}

/** True when `ip` is one of the addresses or subnets (`50.31.156.0/24`). An entry that is neither matches nothing. */
export function isAmong(ip: string | undefined, allowed: string[]): boolean {
  const list = new BlockList()
  for (const entry of allowed) {
    const [address, bits] = entry.trim().split("/")
    const family = familyOf(address!)
    const prefix = bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits)
    if (family && Number.isInteger(prefix) && prefix >= 0 && prefix <= (family === "ipv6" ? 128 : 32)) {
      list.addSubnet(address!, prefix, family)
    }
  }
  // A dual-stack socket says IPv4 in IPv6.
  const bare = (ip ?? "").replace(/^::ffff:(?=\d+\.)/i, "")
  const family = familyOf(bare)
  return family !== null && list.check(bare, family)
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  return isIP(address) === 4 ? "ipv4" : isIP(address) === 6 ? "ipv6" : null
}

/** `Name: value` lines with their continuations (RFC 5322 §2.2.3). */
export function parseHeaders(raw: string): MailHeaders {
  return raw
    .slice(0, 256 * 1024)
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]/g, " ")
    .split("\n")
    .slice(0, MAX_HEADERS)
    .flatMap((line): MailHeaders => {
      const colon = line.indexOf(":")
      return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : []
    })
}

/** All values of a header, in their order. */
export function valuesOf(headers: MailHeaders, name: string): string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
}

/** The parts of a mail that every provider gives in its headers. */
export function fromHeaders(
  headers: MailHeaders
): Pick<InboundMail, "in_reply_to" | "references" | "headers"> & { message_id: string | null } {
  const record = new Map<string, string>()
  for (const [name, value] of headers.slice(0, MAX_HEADERS)) {
    const key = name.toLowerCase()
    record.set(key, record.has(key) ? `${record.get(key)}\n${value}` : value)
  }
  const first = (name: string) => valuesOf(headers, name)[0]?.trim() || null
  return {
    message_id: first("message-id"),
    in_reply_to: first("in-reply-to"),
    references: (first("references") ?? "")
      .split(/[\s,]+/)
      .filter(Boolean)
      .slice(-MAX_REFERENCES),
    headers: Object.fromEntries(record),
  }
}

/**
 * What the From headers say, all of them: RFC 5322 allows one, and of two mail programs and checks may each look at
 * another. Null without any.
 */
export function sendersOf(headers: MailHeaders): string | null {
  return valuesOf(headers, "from").join(", ") || null
}

/** The one sender that a From header names. RFC 5322 allows several, of which none can be believed: then "". */
export function readSender(from: string): InboundMail["from"] {
  const senders = readAddresses(from)
  return senders.length === 1 ? senders[0]! : { address: "", name: null }
}

/** Stands for the Message-ID of a mail that has none, and is the same each time that mail is delivered. */
export function idOfContent(mail: Pick<InboundMail, "from" | "subject" | "text" | "html">, date: string): string {
  const content = JSON.stringify([mail.from.address, date, mail.subject, mail.text, mail.html])
  return `<sha256.${createHash("sha256").update(content).digest("hex")}@no-message-id.invalid>`
}

/**
 * True when a check of `checked`, an address or a domain, vouches for the sender: the same domain, or one above it. A
 * pass for any other domain only proves who forged the mail.
 *
 * Stricter than the relaxed alignment of RFC 7489 §3.1, which lets a domain below vouch, too: hosts give those away, and
 * a list of which ones do would have to be kept.
 */
export function isAligned(checked: string | null, sender: string): boolean {
  const from = domainOf(sender)
  const domain = checked && domainKey(checked.slice(checked.lastIndexOf("@") + 1))
  return !!from && !!domain && domain.includes(".") && (from === domain || from.endsWith(`.${domain}`))
}

import { createPublicKey, createVerify } from "node:crypto"
import type { InboundMail } from "../rules/inbound-mail"
import { readAddresses } from "../rules/mail-address"
import {
  fromHeaders,
  hasBasicAuth,
  idOfContent,
  isAligned,
  parseHeaders,
  readSender,
  requestHeader,
  sendersOf,
  valuesOf,
  type InboundError,
  type InboundRequest,
} from "./request"
import { fieldBytes } from "./multipart"

export type SendgridSettings = {
  /** Of the security policy of the Parse webhook, base64 or PEM. With it nothing unsigned is taken. */
  public_key?: string
  /** Otherwise of the webhook's URL, `https://user:password@shop.example/…`. */
  user?: string
  password?: string
  /** SpamAssassin's score from which a mail is spam; 5 without it. */
  spam_score?: number
}

/** For as long SendGrid tries again, and it need not sign anew. Replays are known by their Message-ID. */
const MAX_AGE_MS = 3 * 86_400_000
const SPAM_SCORE = 5

/**
 * Reads a mail that SendGrid's Inbound Parse posts as a multipart form (with "POST the raw, full MIME message" off).
 *
 * - Signature: ECDSA with SHA-256, base64 of DER, in `X-Twilio-Email-Event-Webhook-Signature`, over the value of
 *   `X-Twilio-Email-Event-Webhook-Timestamp` and the raw body:
 *   https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks. The key is a
 *   SubjectPublicKeyInfo in base64, without the lines of PEM.
 * - Without a security policy: basic authentication in the URL (RFC 7617).
 * - Fields, and that SendGrid tries for three days:
 *   https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email. `charsets` says in which encoding
 *   the bytes of the others are, `dkim` is `{@example.com : pass}`, `envelope` is JSON.
 *
 * @param now against which the timestamp is held
 */
export function readSendgrid(
  request: InboundRequest,
  settings: SendgridSettings,
  now: Date
): InboundMail | InboundError {
  return isFromSendgrid(request, settings, now) ? readForm(request, settings) : { error: "bad_signature" }
}

/** The same of a post that is known to be SendGrid's. */
export function readForm(request: InboundRequest, settings: SendgridSettings): InboundMail | InboundError {
  const fields = request.fields ?? {}
  const plain = (name: string) => (typeof fields[name] === "string" ? fields[name] : "")
  const charsets = json(plain("charsets"))
  const field = (name: string) => decoded(request, name, plain(name), charsets[name])
  const headers = parseHeaders(plain("headers"))
  const sender = sendersOf(headers) || field("from")
  if (!headers.length || !sender) {
    return { error: "malformed" }
  }
  const { message_id, ...rest } = fromHeaders(headers)
  const from = readSender(sender)
  const envelope = json(plain("envelope"))
  const named = [plain("to"), plain("cc")].flatMap(readAddresses).map(({ address }) => address)
  const mail = {
    provider: "sendgrid" as const,
    // The field is decoded (RFC 2047), the header need not be.
    from: from.address ? { ...from, name: readSender(field("from")).name ?? from.name } : from,
    to: [...new Set([...(Array.isArray(envelope.to) ? envelope.to : []), ...named])]
      .filter((address): address is string => typeof address === "string" && address !== "")
      .slice(0, 100),
    subject: field("subject"),
    text: field("text"),
    html: field("html") || null,
    ...rest,
    attachments: (request.files ?? []).map((file) => ({
      filename: file.originalname,
      content: file.buffer,
      mime_type: file.mimetype,
    })),
    spf_pass: plain("SPF")
      ? /^pass\b/i.test(plain("SPF").trim()) &&
        isAligned(typeof envelope.from === "string" ? envelope.from : null, from.address)
      : null,
    dkim_pass: plain("dkim") ? passedDkim(plain("dkim")).some((domain) => isAligned(domain, from.address)) : null,
    spam: Number(plain("spam_score") || 0) >= (settings.spam_score ?? SPAM_SCORE),
  }
  return { ...mail, message_id: message_id ?? idOfContent(mail, valuesOf(headers, "date")[0] ?? "") }
}

/** Whether the headers and the bytes of the body prove who posts. No form is parsed for that. */
export function isFromSendgrid(request: InboundRequest, settings: SendgridSettings, now: Date): boolean {
  if (!settings.public_key) {
    return hasBasicAuth(request, settings.user ?? "", settings.password ?? "")
  }
  const signed = signatureOf(request, now)
  try {
    return (
      signed !== null &&
      createVerify("sha256")
        .update(signed.timestamp)
        .update(request.raw_body)
        .verify(publicKey(settings.public_key), signed.signature, "base64")
    )
  } catch {
    // A key or a signature that cannot be read proves nothing.
    return false
  }
}

/** What a post of SendGrid's has in its headers, before its body is there; null when it can be none, or is too old. */
export function signatureOf(
  request: Pick<InboundRequest, "headers">,
  now: Date
): { signature: string; timestamp: string } | null {
  const signature = requestHeader(request, "x-twilio-email-event-webhook-signature") ?? ""
  const timestamp = requestHeader(request, "x-twilio-email-event-webhook-timestamp") ?? ""
  const isFresh = /^\d{10}$/.test(timestamp) && Math.abs(now.getTime() - Number(timestamp) * 1000) <= MAX_AGE_MS
  return isFresh && signature !== "" ? { signature, timestamp } : null
}

function publicKey(text: string) {
  return text.includes("-----BEGIN")
    ? createPublicKey(text)
    : createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" })
}

/** The domains whose signatures passed: `{@example.com : pass, @example.org : fail}`. */
function passedDkim(dkim: string): string[] {
  return [...dkim.slice(0, 4096).matchAll(/@([^\s:,{}@]{1,255})\s?:\s?(\w{1,20})/g)]
    .filter(([, , result]) => result!.toLowerCase() === "pass")
    .map(([, domain]) => domain!)
}

/** Form parsers read every field as UTF-8. Where SendGrid says that it is not, its bytes are read again. */
function decoded(request: InboundRequest, name: string, parsed: string, charset: unknown): string {
  if (typeof charset !== "string" || /^(utf-?8|us-ascii)$/i.test(charset)) {
    return parsed
  }
  const bytes = fieldBytes(request.raw_body, requestHeader(request, "content-type") ?? "", name)
  try {
    return bytes ? new TextDecoder(charset).decode(bytes) : parsed
  } catch {
    return parsed
  }
}

function json(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {}
  } catch {
    return {}
  }
}

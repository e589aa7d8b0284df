import { createHmac } from "node:crypto"
import type { InboundMail } from "../rules/inbound-mail"
import { readAddresses } from "../rules/mail-address"
import { fieldBytes } from "./multipart"
import {
  fromHeaders,
  idOfContent,
  isAligned,
  readSender,
  requestHeader,
  sameSecret,
  sendersOf,
  valuesOf,
  type InboundError,
  type InboundRequest,
  type MailHeaders,
} from "./request"

export type MailgunSettings = {
  /** "HTTP webhook signing key" of the account; not the key of the API. */
  signing_key: string
  /** How old a post may be; 15 without it. */
  max_age_minutes?: number
}

/** `token` is signed and never given twice: a post whose token was seen is a replay. */
export type MailgunMail = InboundMail & { token: string }

const MAX_AGE_MINUTES = 15
/** Characters of a time, a token or a signature. */
const LONGEST_PROOF = 100

/**
 * Reads a mail that a route of Mailgun forwards as a form ("fully parsed": the URL does not end in `mime`).
 *
 * - Signature: HMAC-SHA256, hex, of `timestamp` and `token` put together, under the webhook signing key. Mailgun advises
 *   to refuse old timestamps, and tokens that were seen before:
 *   https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
 * - Fields: https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http. Without
 *   attachments the form is urlencoded; `message-headers` is JSON, `[[name, value], …]`.
 * - `X-Mailgun-Spf`, `X-Mailgun-Dkim-Check-Result` and `X-Mailgun-Sflag` are there when the domain's spam filter is on:
 *   https://www.rubydoc.info/gems/multi_mail/0.1.2/MultiMail/Receiver/Mailgun
 *
 * The signature does not cover the mail: who could change a post on its way could change the mail.
 *
 * @param now against which the timestamp is held
 */
export function readMailgun(request: InboundRequest, settings: MailgunSettings, now: Date): MailgunMail | InboundError {
  const fields = request.fields ?? {}
  const field = (name: string) => (typeof fields[name] === "string" ? fields[name] : "")
  const token = field("token")
  if (!isSigned({ timestamp: field("timestamp"), token, signature: field("signature") }, settings, now)) {
    return { error: "bad_signature" }
  }
  const headers = readMessageHeaders(field("message-headers"))
  const sender = sendersOf(headers) || field("from")
  if (!headers || !sender || field("recipient") === "") {
    return { error: "malformed" }
  }
  const { message_id, ...rest } = fromHeaders(headers)
  const from = readSender(sender)
  const named = ["to", "cc"].flatMap((name) => valuesOf(headers, name)).flatMap(readAddresses)
  const mail = {
    provider: "mailgun" as const,
    // The field is decoded (RFC 2047), the header need not be.
    from: from.address ? { ...from, name: readSender(field("from")).name ?? from.name } : from,
    to: [...new Set([...field("recipient").split(","), ...named.map(({ address }) => address)])]
      .map((address) => address.trim())
      .filter(Boolean)
      .slice(0, 100),
    subject: field("subject"),
    text: field("body-plain"),
    html: field("body-html") || null,
    ...rest,
    attachments: (request.files ?? []).map((file) => ({
      filename: file.originalname,
      content: file.buffer,
      mime_type: file.mimetype,
    })),
    ...checks(headers, fields, from.address),
  }
  const id = message_id ?? (field("Message-Id") || idOfContent(mail, valuesOf(headers, "date")[0] ?? ""))
  return { ...mail, message_id: id, token }
}

/** Whether the body holds a signature of Mailgun's. The form is not parsed for that: a stranger's may be endless. */
export function isFromMailgun(request: InboundRequest, settings: MailgunSettings, now: Date): boolean {
  const { raw_body } = request
  const content_type = requestHeader(request, "content-type") ?? ""
  const isMultipart = /^multipart\/form-data\b/i.test(content_type)
  const urlencoded = isMultipart ? "" : raw_body.toString("latin1")
  const field = (name: string) =>
    isMultipart
      ? (fieldBytes(raw_body, content_type, name)?.subarray(0, LONGEST_PROOF).toString("latin1") ?? "")
      : (new RegExp(`(?:^|&)${name}=(\\w{1,${LONGEST_PROOF}})(?:&|$)`).exec(urlencoded)?.[1] ?? "")
  return isSigned(
    { timestamp: field("timestamp"), token: field("token"), signature: field("signature") },
    settings,
    now
  )
}

function isSigned(
  { timestamp, token, signature }: { timestamp: string; token: string; signature: string },
  settings: MailgunSettings,
  now: Date
): boolean {
  const expected = createHmac("sha256", settings.signing_key)
    .update(timestamp + token)
    .digest("hex")
  const right = sameSecret(signature.toLowerCase(), expected)
  const age = Math.abs(now.getTime() - Number(timestamp) * 1000)
  const fresh = age <= (settings.max_age_minutes ?? MAX_AGE_MINUTES) * 60_000
  // Where one ends and the other begins is not signed: only their exact forms keep a token's
  // "e0…" from moving over, which would make another token under the same signature.
  const formed = /^\d{10}$/.test(timestamp) && /^[0-9a-z]{50}$/i.test(token)
  return right && fresh && formed && settings.signing_key !== ""
}

/**
 * Mailgun says that a signature passed, but not whose. So all that the mail has must be of the sender's domain, and a
 * second header, which only a sender could have added, must say the same.
 */
function checks(
  headers: MailHeaders,
  fields: Record<string, string>,
  sender: string
): Pick<InboundMail, "spf_pass" | "dkim_pass" | "spam"> {
  const results = (name: string) => {
    const values = valuesOf(headers, name.toLowerCase())
    return (values.length ? values : [fields[name] ?? ""]).filter(Boolean)
  }
  const spf = results("X-Mailgun-Spf")
  const dkim = results("X-Mailgun-Dkim-Check-Result")
  const passed = (value: string) => value.trim().toLowerCase() === "pass"
  const signers = valuesOf(headers, "dkim-signature").map(
    (value) => /(?:^|;)\s?d=([^;]{1,255})/.exec(value)?.[1] ?? null
  )
  return {
    spf_pass: spf.length ? spf.every(passed) && isAligned(fields.sender ?? null, sender) : null,
    dkim_pass: dkim.length
      ? dkim.every(passed) && signers.length > 0 && signers.every((domain) => isAligned(domain?.trim() ?? null, sender))
      : null,
    spam: results("X-Mailgun-Sflag").some((value) => value.trim().toLowerCase() === "yes"),
  }
}

function readMessageHeaders(json: string): MailHeaders {
  try {
    const parsed: unknown = JSON.parse(json)
    return (Array.isArray(parsed) ? parsed : []).flatMap((entry): MailHeaders =>
      Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "string" ? [[entry[0], entry[1]]] : []
    )
  } catch {
    return []
  }
}
